using CsCheck;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>Answers that pages send by themselves: twice, late, out of order, from two devices.</summary>
public sealed class TakeAnswersTests
{
    private static readonly Guid Phone = new("11111111-0000-0000-0000-000000000000");
    private static readonly Guid Tablet = new("22222222-0000-0000-0000-000000000000");
    private static readonly DateTime Start = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_the_line_does_to_the_posts_of_one_page_its_last_answer_stands_and_none_is_stored_twice() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 9]).Array[1, 12].SelectMany(given => Gen.Select(
            Gen.Const(given), Gen.Int[0, given.Length - 1].Array[0, 30], Gen.Shuffle(Enumerable.Range(0, given.Length).ToArray()))).Sample((given, doubled, order) =>
        {
            var attempt = NewAttempt();
            foreach (var i in order.Concat(doubled))
            {
                Assert.Null(attempt.Take(new PageAnswer(Phone, i + 1, given[i].Item1, 0, $"{given[i].Item2}"), Start).Refusal);
            }

            var last = attempt.LastSteps().ToDictionary(s => s.Key, s => s.Value.Response);
            Assert.Equal(given.Index().GroupBy(g => g.Item.Item1).ToDictionary(g => g.Key, g => $"{g.MaxBy(x => x.Index).Item.Item2}"), last);
            Assert.Equal(attempt.Steps.Count, attempt.Steps.Select(s => s.Number).Distinct().Count());
            Assert.Equal(attempt.StepCount, attempt.Steps.Count);
        });

    [Fact]
    public void A_second_device_takes_over_and_the_first_overwrites_only_what_it_has_seen()
    {
        var attempt = NewAttempt();
        attempt.Take(new PageAnswer(Phone, 1, 1, 0, "a"), Start);
        attempt.Take(new PageAnswer(Tablet, 1, 1, 1, "b"), Start);

        Assert.Equal("Attempt.StaleAnswer", attempt.Take(new PageAnswer(Phone, 2, 1, 1, "c"), Start).Refusal?.Code);
        Assert.Equal("b", attempt.LastSteps()[1].Response);
        Assert.Null(attempt.Take(new PageAnswer(Phone, 3, 2, 0, "other question"), Start).Refusal);
        Assert.Null(attempt.Take(new PageAnswer(Phone, 4, 1, 2, "seen now"), Start).Refusal);
        Assert.Equal("seen now", attempt.LastSteps()[1].Response);
    }

    [Fact]
    public void A_number_names_one_answer_for_ever()
    {
        var attempt = NewAttempt();
        attempt.Take(new PageAnswer(Phone, 1, 1, 0, "a"), Start);
        Assert.Equal("Attempt.NumberTaken", attempt.Take(new PageAnswer(Phone, 1, 2, 0, "b"), Start).Refusal?.Code);
        Assert.Equal("Attempt.NoSuchQuestion", attempt.Take(new PageAnswer(Phone, 2, 9, 0, "b"), Start).Refusal?.Code);
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(1, null, true)]
    [InlineData(60_000_000, null, true)]
    [InlineData(60_000_001, "Attempt.TimeIsUp", false)]
    public void What_arrives_within_the_grace_is_taken_as_late_and_nothing_after_it(long microsecondsAfterDue, string? refusal, bool late)
    {
        var attempt = NewAttempt();
        var now = attempt.DueAt.AddMicroseconds(microsecondsAfterDue);
        var taken = attempt.Take(new PageAnswer(Phone, 1, 1, 0, "a"), now);

        Assert.Equal(refusal, taken.Refusal?.Code);
        Assert.Equal(late, taken.Value?.IsLate ?? false);
        attempt.Finish(attempt.DueAt.AddHours(1));
        Assert.Equal(attempt.DueAt, attempt.FinishedAt);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_same_post_many_times_at_once_is_stored_once_and_confirmed_alike(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        var answer = room.RightAnswer(attempt, 1, 1);

        // SQLite has one server, whose posts share their commits; PostgreSQL may have several that write at the same moment.
        var server = new SharedCommit<AnswerPost, Outcome<TakenAnswers>>(posts => room.SendAsync([.. posts]));
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => provider == DatabaseProvider.Sqlite ? server.JoinAsync(new AnswerPost(room.Member, attempt.Id, Phone, [answer])) : room.SendAsync(attempt, Phone, answer),
            Ct)));

        Assert.All(taken, t => Assert.Equal(new TakenAnswer(1, 1, 1, room.School.Calendar.UtcNow(), false, null), Assert.Single(t.Value!.Answers)));
        var step = Assert.Single((await room.StoredAsync(attempt.Id)).Steps);
        Assert.Equal((Phone, 1), (step.Page, step.Number));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task In_one_commit_what_one_did_wrong_touches_no_other(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var other = await room.Roster.MemberAsync("d/t1/b1", "同学");
        var (mine, theirs) = ((await room.StartAsync()).Value!, (await room.StartAsync(other)).Value!);

        var replies = await room.SendAsync(
            new AnswerPost(room.Member, mine.Id, Phone, [room.RightAnswer(mine, 1, 1), new GivenAnswer(2, 2, 0, ["99", "98"]), new GivenAnswer(3, 77, 0, ["0"])], [2, 77]),
            new AnswerPost(room.Member, theirs.Id, Phone, [room.RightAnswer(theirs, 1, 1)]),
            new AnswerPost(other, theirs.Id, Tablet, [room.RightAnswer(theirs, 1, 1), room.RightAnswer(theirs, 2, 2)]),
            new AnswerPost(other, Guid.Empty, Tablet, [room.RightAnswer(theirs, 3, 1)]));

        Assert.Equal([true, false, false], replies[0].Value!.Answers.Select(a => a.SavedAt is not null));
        Assert.Equal("Attempt.NotFound", replies[1].Refusal?.Code);
        Assert.Equal(2, replies[2].Value!.StepCount);
        Assert.Equal("Attempt.NotFound", replies[3].Refusal?.Code);
        Assert.Equal((1, "2"), ((await room.StoredAsync(mine.Id)).StepCount, (await room.StoredAsync(mine.Id)).Flagged));
        Assert.All((await room.StoredAsync(theirs.Id)).Steps, s => Assert.Equal(Tablet, s.Page));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_paper_handed_in_between_refuses_the_answer_instead_of_losing_it(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        await using var db = room.School.NewDb();
        Rival.BeforeSaving(db, () => room.HandInAsync(attempt.Id));

        var reply = (await new TakeAnswers(db, room.School.Calendar).RunAsync([new AnswerPost(room.Member, attempt.Id, Phone, [room.RightAnswer(attempt, 1, 1)])], Ct)).Single();

        Assert.Equal("Attempt.AlreadyFinished", Assert.Single(reply.Value!.Answers).Refusal?.Code);
        Assert.Empty((await room.StoredAsync(attempt.Id)).Steps);
    }

    private static Attempt NewAttempt() => new(
        Guid.Empty, default, "party-history", "hash", 1, 60, 42, Start, Start.AddMinutes(30), [new(1, "q1", "1,0"), new(2, "q2", ""), new(3, "q3", "0,1,2")], 60);
}
