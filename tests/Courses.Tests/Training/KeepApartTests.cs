using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>Two members whom an organiser does not want in one class.</summary>
public sealed class KeepApartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_plan_puts_them_into_different_classes_until_it_is_ended(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        Assert.True(await TogetherAsync(room));

        var pair = (await KeepAsync(room, "甲", "乙", room.Organiser)).Value!;
        Assert.False(await TogetherAsync(room));

        await using (var db = room.School.NewDb(room.Organiser))
        {
            Assert.Null(await new EndApart(db, room.School.Calendar).RunAsync(pair.Id, Ct));
            Assert.Null(await new EndApart(db, room.School.Calendar).RunAsync(pair.Id, Ct));
            Assert.Empty(await new ApartPairs(db).RunAsync(Ct));
        }

        Assert.True(await TogetherAsync(room));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_new_plan_parts_those_who_sit_together(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var rotation = (await room.CreateAsync(room.Request((10, 11), (20, 21)))).Value!.Id;
        Assert.True((await room.ReplanAsync(rotation)).Value!.Change.IsNone);

        await KeepAsync(room, "甲", "乙", room.Organiser);

        Assert.Single((await room.ReplanAsync(rotation)).Value!.Change.Moved);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Only_organisers_decide_it_of_their_own_members_and_nothing_of_it_is_in_the_ledger(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        await room.MemberAsync("外镇", "d/t2/b1");
        var before = await EntriesAsync(room);

        Assert.Equal("Apart.OrganiserOnly", (await KeepAsync(room, "甲", "乙", room.Plain("甲"))).Refusal?.Code);
        Assert.Equal("Apart.NoSuchNumber", (await KeepAsync(room, "甲", "外镇", room.Organiser)).Refusal?.Code);
        Assert.Equal("Apart.Oneself", (await KeepAsync(room, "甲", "甲", room.Organiser)).Refusal?.Code);
        Assert.Equal("Apart.SayWhy", (await KeepAsync(room, "甲", "乙", room.Organiser, " ")).Refusal?.Code);
        var pair = (await KeepAsync(room, "甲", "乙", room.Organiser)).Value!;
        Assert.Equal(pair.Id, (await KeepAsync(room, "乙", "甲", room.Organiser)).Value!.Id);

        Assert.Equal(before, await EntriesAsync(room));
        var stranger = await room.OrganiserOfAsync("d/t2");
        await using var db = room.School.NewDb(stranger);
        Assert.Empty(await new ApartPairs(db).RunAsync(Ct));
        Assert.Equal("Apart.NoSuchPair", (await new EndApart(db, room.School.Calendar).RunAsync(pair.Id, Ct))?.Code);
        await using var own = room.School.NewDb(room.Organiser);
        Assert.Equal("旧怨", Assert.Single(await new ApartPairs(own).RunAsync(Ct)).Reason);
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in new[] { "甲", "乙" })
        {
            await room.MemberAsync(name);
        }

        return room;
    }

    private static async Task<bool> TogetherAsync(Classroom room)
    {
        var plan = (await room.PlanAsync(room.Request((10, 11), (20, 21)))).Value!;
        Assert.Empty(plan.LeftOut);
        return plan.Classes.Any(c => c.Members.Count == 2);
    }

    private static async Task<Outcome<ApartPair>> KeepAsync(Classroom room, string one, string other, Viewer by, string reason = "旧怨")
    {
        await using var all = room.School.NewDb();
        var numbers = await all.Members.ToDictionaryAsync(m => m.MemberId, m => m.Number, Ct);
        await using var db = room.School.NewDb(by);
        var input = new ApartInput(RowId.At(room.School.Calendar.UtcNow()), numbers[room[one]], numbers[room[other]], reason);
        return await new KeepApart(db, room.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<int> EntriesAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        return await db.Evidence.CountAsync(Ct);
    }
}
