using Learning.Courses.Quizzes;

namespace Learning.Courses.Tests.Quizzes;

public sealed class AttemptTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Due = Start.AddMinutes(30);

    private readonly Attempt attempt = new(
        Guid.Empty, default, "party-history", "hash", 1, 60, 42, Start, Due, [new(1, "q1", "1,0"), new(2, "q2", ""), new(3, "q3", "0,1,2")]);

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)] // the deadline itself still counts
    [InlineData(1, "Attempt.TimeIsUp")]
    public void The_deadline_is_kept_to_the_microsecond(int microseconds, string? refusal)
    {
        var now = Due.AddMicroseconds(microseconds);
        Assert.Equal(refusal is null, attempt.IsRunning(now));
        Assert.Equal(refusal is not null, attempt.IsOverdue(now));
        Assert.Equal(refusal, Answer(0, 1, "1", now)?.Code);
        Assert.Equal(refusal is null ? 1 : 0, attempt.Steps.Count);
    }

    [Fact]
    public void The_last_answer_to_a_question_counts_and_the_earlier_ones_stay()
    {
        Assert.Null(Answer(0, 1, "0", Start.AddMinutes(1)));
        Assert.Null(Answer(1, 2, "管", Start.AddMinutes(2)));
        Assert.Null(Answer(2, 1, "1", Start.AddMinutes(3)));

        Assert.Equal(3, attempt.StepCount);
        Assert.Equal([(1, "0"), (2, "管"), (1, "1")], attempt.Steps.Select(s => (s.Slot, s.Response)));
        Assert.Equal("1", attempt.LastSteps()[1].Response);
    }

    [Fact]
    public void A_stale_tab_cannot_overwrite()
    {
        Answer(0, 1, "0", Start);

        Assert.Equal("Attempt.StalePage", Answer(0, 1, "1", Start)?.Code);
        Assert.Equal("Attempt.StalePage", Answer(0, 2, "管", Start)?.Code);
        Assert.Equal("Attempt.StalePage", Answer(7, 1, "0", Start)?.Code);
        Assert.Equal("0", attempt.LastSteps()[1].Response);
    }

    [Fact]
    public void The_same_post_twice_is_one_step()
    {
        Assert.Null(Answer(0, 1, "0", Start));
        Assert.Null(Answer(0, 1, "0", Start.AddSeconds(5)));

        Assert.Equal(new AttemptStep(1, Start, 1, "0"), Assert.Single(attempt.Steps));
    }

    [Fact]
    public void The_same_page_of_answers_twice_is_taken_once()
    {
        Dictionary<int, string> page = new() { [1] = "0", [2] = "管", [3] = "" };
        Assert.Null(attempt.Answer(0, page, Start));
        Assert.Null(attempt.Answer(0, page, Start));
        Assert.Equal(2, attempt.StepCount);

        // An older page that happens to agree with what it knows, but has not seen the rest, is stale.
        Assert.Null(Answer(2, 3, "0,2", Start));
        Assert.Equal("Attempt.StalePage", attempt.Answer(0, page, Start)?.Code);
        Assert.Equal("Attempt.StalePage", Answer(0, 1, "0", Start)?.Code);
    }

    [Fact]
    public void What_changes_nothing_is_no_step_and_an_answer_can_be_taken_back()
    {
        Assert.Null(Answer(0, 3, "", Start));
        Assert.Equal(0, attempt.StepCount);

        Answer(0, 3, "0,1", Start);
        Assert.Null(Answer(1, 3, "0,1", Start));
        Assert.Equal(1, attempt.StepCount);

        Assert.Null(Answer(1, 3, "", Start));
        Assert.Equal("", attempt.LastSteps()[3].Response);
    }

    [Fact]
    public void A_question_that_is_not_on_the_paper_spoils_the_whole_post()
    {
        var refusal = attempt.Answer(0, new Dictionary<int, string> { [1] = "0", [4] = "0" }, Start);
        Assert.Equal("Attempt.NoSuchQuestion", refusal?.Code);
        Assert.Empty(attempt.Steps);
    }

    [Fact]
    public void A_finished_attempt_takes_no_more_answers_and_finishes_once()
    {
        Assert.True(attempt.Finish(Start.AddMinutes(10)));
        Assert.False(attempt.Finish(Start.AddMinutes(11)));

        Assert.Equal(Start.AddMinutes(10), attempt.FinishedAt);
        Assert.Equal("Attempt.AlreadyFinished", Answer(0, 1, "0", Start.AddMinutes(12))?.Code);
    }

    [Fact]
    public void An_attempt_found_open_after_its_deadline_ended_at_the_deadline()
    {
        attempt.Finish(Due.AddDays(3));
        Assert.Equal(Due, attempt.FinishedAt);
    }

    [Fact]
    public void A_script_that_answers_for_ever_is_stopped_and_the_answers_stay()
    {
        for (var i = 0; i < 500; i++)
        {
            Assert.Null(Answer(i, 2, $"{i}", Start));
        }

        Assert.Equal("Attempt.TooManyChanges", Answer(500, 2, "x", Start)?.Code);
        Assert.Equal("499", attempt.LastSteps()[2].Response);
    }

    private Refusal? Answer(int seen, int slot, string response, DateTime now) =>
        attempt.Answer(seen, new Dictionary<int, string> { [slot] = response }, now);
}
