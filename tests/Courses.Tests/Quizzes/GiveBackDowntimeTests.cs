using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

public sealed class GiveBackDowntimeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Minutes_without_a_server_are_given_back_to_every_open_sitting_once(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var over = (await room.StartAsync(await room.Roster.MemberAsync("d/t1/b1", "已交"))).Value!;
        await room.HandInAsync(over.Id, over.MemberId);
        var open = (await room.StartAsync()).Value!;
        room.School.Clock.Advance(TimeSpan.FromMinutes(4));
        await BeatAsync(room);
        room.School.Clock.Advance(TimeSpan.FromMinutes(20)); // The deadline would have passed meanwhile.

        var down = await GiveAsync(room);
        Assert.Equal((1, TimeSpan.FromMinutes(20)), (down.Sittings, down.To - down.From));
        Assert.Equal(0, (await GiveAsync(room)).Sittings);
        Assert.Equal(0, await room.CloseOverdueAsync());

        Assert.Equal(open.DueAt.AddMinutes(20), (await room.StoredAsync(open.Id)).DueAt);
        Assert.Equal(over.DueAt, (await room.StoredAsync(over.Id)).DueAt);
        Assert.NotNull((await room.SaveAsync(open, 0, (1, room.Right(open.Slots.Single(s => s.Slot == 1))))).Value);
        await using var db = room.School.NewDb();
        Assert.Equal(1200, (await db.TimesGiven.SingleAsync(Ct)).Seconds);
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "sitting.time-given", Ct));
    }

    [Fact]
    public async Task A_server_that_ran_gives_nothing_and_neither_does_the_first_start()
    {
        await using var room = await QuizRoom.OpenAsync();
        var open = (await room.StartAsync()).Value!;
        Assert.Equal(0, (await GiveAsync(room)).Sittings);
        await BeatAsync(room);
        room.School.Clock.Advance(TimeSpan.FromSeconds(9));
        await BeatAsync(room);
        room.School.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, (await GiveAsync(room)).Sittings);
        Assert.Equal(open.DueAt, (await room.StoredAsync(open.Id)).DueAt);
    }

    [Fact]
    public async Task A_sitting_that_was_over_before_the_server_went_down_stays_over()
    {
        await using var room = await QuizRoom.OpenAsync();
        var open = (await room.StartAsync()).Value!;
        room.School.Clock.Advance(TimeSpan.FromMinutes(11));
        await BeatAsync(room);
        room.School.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await GiveAsync(room)).Sittings);
        Assert.Equal("Attempt.TimeIsUp", (await room.SaveAsync(open, 0, (1, ["0"]))).Refusal?.Code);
    }

    private static async Task BeatAsync(QuizRoom room)
    {
        await using var db = room.School.NewDb();
        await new KeepPulse(db, room.School.Calendar).RunAsync(Ct);
    }

    private static async Task<Downtime> GiveAsync(QuizRoom room)
    {
        await using var db = room.School.NewDb();
        return await new GiveBackDowntime(db, room.School.Calendar).RunAsync(Ct);
    }
}
