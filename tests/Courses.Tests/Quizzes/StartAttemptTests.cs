using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

public sealed class StartAttemptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_start_freezes_the_paper_and_the_deadline(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);

        var attempt = await room.StoredAsync((await room.StartAsync()).Value!.Id);

        Assert.Equal((1, 60, 4), (attempt.Number, attempt.PassPercent, attempt.Slots.Count));
        Assert.Equal(attempt.RecordedAt.AddMinutes(10), attempt.DueAt);
        Assert.Equal(room.Content.Current.FindCourse(QuizRoom.Course)!.Hash, attempt.CourseEditionHash);

        // The bank changes under the member; the paper does not.
        var before = await room.PaperAsync(attempt.Id);
        room.Files.Replace("history/questions.md", "哪一年？", "究竟哪一年？");
        room.Files.Replace("history/course.md", "pass-percent: 60", "pass-percent: 100");
        room.Content.Reload();
        Assert.Equivalent(before, await room.PaperAsync(attempt.Id));
        Assert.Equal(60, (await room.StoredAsync(attempt.Id)).PassPercent);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Fifty_starts_at_once_open_one_attempt(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);

        var started = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => room.StartAsync(), Ct)));

        Assert.Single(started.Select(s => s.Value!.Id).Distinct());
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.Attempts.CountAsync(Ct));
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "attempt.started", Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_class_that_starts_together_gets_an_attempt_each(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var members = new List<MemberId>();
        for (var i = 0; i < 20; i++)
        {
            members.Add(await room.Roster.MemberAsync("d/t1/b1", $"学员{i}"));
        }

        var started = await Task.WhenAll(members.Select(m => Task.Run(() => room.StartAsync(m), Ct)));

        Assert.All(started, s => Assert.Null(s.Refusal));
        Assert.Equal(20, started.Select(s => s.Value!.Id).Distinct().Count());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Fifty_starts_at_once_cannot_exceed_the_limit(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        await room.HandInAsync((await room.StartAsync()).Value!.Id);

        // Each start is handed in at once, so that all fifty would like a paper of their own.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () =>
            {
                var start = await room.StartAsync();
                if (start.Value is { } attempt)
                {
                    await room.HandInAsync(attempt.Id);
                }

                return start;
            },
            Ct)));

        Assert.Contains(outcomes, o => o.Value is not null);
        Assert.All(outcomes, o => Assert.True(o.Value is { Number: 2 } || o.Refusal?.Code == "Quiz.NoAttemptsLeft"));
        var state = await room.OverviewAsync();
        Assert.Equal((0, 2), (state.AttemptsLeft, state.Past.Count));
    }

    [Fact]
    public async Task Starting_again_leads_back_to_the_open_attempt_even_after_its_deadline()
    {
        await using var room = await QuizRoom.OpenAsync();
        var first = (await room.StartAsync()).Value!;

        Assert.Equal(first.Id, (await room.StartAsync()).Value!.Id);
        room.School.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first.Id, (await room.StartAsync()).Value!.Id);

        await room.CloseOverdueAsync();
        var second = (await room.StartAsync()).Value!;
        Assert.Equal(2, second.Number);
        Assert.NotEqual(first.Seed, second.Seed);
    }

    [Fact]
    public async Task The_limit_is_said_with_its_number()
    {
        await using var room = await QuizRoom.OpenAsync();
        await room.HandInAsync((await room.StartAsync()).Value!.Id);
        await room.HandInAsync((await room.StartAsync()).Value!.Id);

        var refusal = (await room.StartAsync()).Refusal;

        Assert.Equal("Quiz.NoAttemptsLeft", refusal?.Code);
        Assert.Equal([2], refusal?.Args);
    }

    [Fact]
    public async Task A_course_without_a_quiz_has_none_to_start()
    {
        await using var room = await QuizRoom.OpenAsync();
        room.Files.Replace("history/course.md", "quiz:\n  questions: 4\n  pass-percent: 60\n  minutes: 10\n  attempts: 2\n  grace-seconds: 0\n", "");
        room.Content.Reload();

        Assert.Equal("Quiz.NotFound", (await room.StartAsync()).Refusal?.Code);
    }
}
