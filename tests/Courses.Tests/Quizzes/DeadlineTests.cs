using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

public sealed class DeadlineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_last_microsecond_counts_and_the_next_does_not(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;

        room.School.Clock.Advance(attempt.DueAt - room.School.Calendar.UtcNow());
        Assert.Equal(0, await room.CloseOverdueAsync());
        Assert.Equal(attempt.DueAt, (await room.SaveAsync(attempt, 0, (1, room.Right(attempt.Slots[0])))).Value!.SavedAt);

        room.School.Clock.Advance(TimeSpan.FromMicroseconds(1));
        Assert.Equal("Attempt.TimeIsUp", (await room.SaveAsync(attempt, 1, (2, room.Right(attempt.Slots[1])))).Refusal?.Code);
        Assert.True((await room.PaperAsync(attempt.Id))!.IsOverdue);
        Assert.Equal(1, await room.CloseOverdueAsync());

        var review = (await room.ReviewAsync(attempt.Id)).Value!;
        Assert.Equal((1, true, attempt.DueAt), (review.Points, review.EndedByDeadline, review.FinishedAt));
        Assert.Equal("Attempt.AlreadyFinished", (await room.SaveAsync(attempt, 1, (2, room.Right(attempt.Slots[1])))).Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_job_closes_what_is_overdue_and_nothing_else_however_often_it_runs(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var early = (await room.StartAsync(await room.Roster.MemberAsync("d/t1/b1", "甲"))).Value!;
        var handedIn = (await room.StartAsync()).Value!;
        await room.HandInAsync(handedIn.Id);
        room.School.Clock.Advance(TimeSpan.FromMinutes(6));
        var late = (await room.StartAsync(await room.Roster.MemberAsync("d/t2/b1", "乙"))).Value!;
        room.School.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(1, await room.CloseOverdueAsync());
        Assert.Equal(0, await room.CloseOverdueAsync());

        Assert.Equal(early.DueAt, (await room.StoredAsync(early.Id)).FinishedAt);
        Assert.Null((await room.StoredAsync(late.Id)).FinishedAt);
        await using var db = room.School.NewDb();
        Assert.Equal(2, await db.AttemptResults.CountAsync(Ct));
        Assert.Equal(2, await db.Evidence.CountAsync(e => e.Kind == "quiz.result", Ct));
    }

    [Fact]
    public async Task The_first_touch_after_the_deadline_ends_the_attempt_at_its_deadline()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync()).Value!;
        await room.SaveRightAsync(attempt, 3);
        room.School.Clock.Advance(TimeSpan.FromDays(1));

        var result = (await room.HandInAsync(attempt.Id)).Value!;

        Assert.Equal((3, true, attempt.DueAt), (result.Points, result.Passed, result.FinishedAt));
        Assert.Equal(0, await room.CloseOverdueAsync());
    }

    [Fact]
    public async Task One_attempt_that_cannot_be_marked_does_not_keep_the_others_open()
    {
        await using var room = await QuizRoom.OpenAsync();
        var broken = (await room.StartAsync()).Value!;
        var good = (await room.StartAsync(await room.Roster.MemberAsync("d/t1/b1", "甲"))).Value!;
        await using (var db = room.School.NewDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE paper_slots SET \"QuestionHash\" = 'gone' WHERE \"AttemptId\" = {broken.Id}", Ct);
        }

        room.School.Clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AggregateException>(room.CloseOverdueAsync);
        Assert.NotNull((await room.StoredAsync(good.Id)).FinishedAt);
        Assert.Null((await room.StoredAsync(broken.Id)).FinishedAt);
    }
}
