using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>Stories of one member at one paper, from the start to the review.</summary>
public sealed class SittingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_member_answers_hands_in_passes_and_reads_the_review(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        Assert.Equal([false, false, false, false], (await room.PaperAsync(attempt.Id))!.Questions.Select(q => q.IsAnswered));

        var seen = 0;
        foreach (var slot in attempt.Slots.Take(3))
        {
            room.School.Clock.Advance(TimeSpan.FromMinutes(1));
            var saved = (await room.SaveAsync(attempt, seen, (slot.Slot, room.Right(slot)))).Value!;
            Assert.Equal(new SavedAnswers(room.School.Calendar.UtcNow(), ++seen), saved);
        }

        var paper = (await room.PaperAsync(attempt.Id))!;
        Assert.Equal([true, true, true, false], paper.Questions.Select(q => q.IsAnswered));
        Assert.Equal(3, paper.StepCount);

        var result = (await room.HandInAsync(attempt.Id)).Value!;
        Assert.Equal((3, 4, true), (result.Points, result.MaxPoints, result.Passed));
        Assert.Equal(room.School.Calendar.UtcNow(), result.FinishedAt);

        var review = (await room.ReviewAsync(attempt.Id)).Value!;
        Assert.Equal((3, 4, 60, true, false), (review.Points, review.MaxPoints, review.PassPercent, review.Passed, review.EndedByDeadline));
        Assert.Equal([true, true, true, false], review.Questions.Select(q => q.IsRight));
        Assert.All(review.Questions, q => Assert.StartsWith("history/", q.LessonKey, StringComparison.Ordinal));
        Assert.All(review.Questions, q => Assert.NotEmpty(q.Explanation));
        Assert.All(review.Questions.Take(3).Where(q => q.Choices.Count > 0), q => Assert.All(q.Choices, c => Assert.Equal(c.IsRight, c.IsChosen)));

        var state = await room.OverviewAsync();
        Assert.Equal((true, 1, (OpenSitting?)null), (state.IsPassed, state.AttemptsLeft, state.Open));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_result_leaves_evidence_and_handing_in_twice_leaves_no_more(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        await room.SaveRightAsync(attempt, 2);

        var first = (await room.HandInAsync(attempt.Id)).Value!;
        room.School.Clock.Advance(TimeSpan.FromMinutes(3));
        var second = (await room.HandInAsync(attempt.Id)).Value!;

        Assert.Equal((first.Id, 2, false), (second.Id, second.Points, second.Passed));
        await using var db = room.School.NewDb();
        Assert.Equal(first.Id, Assert.Single(await db.Evidence.Where(e => e.Kind == "quiz.result").ToListAsync(Ct)).SourceId);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Handing_in_from_many_tabs_at_once_gives_one_result(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        await room.SaveRightAsync(attempt, 4);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => room.HandInAsync(attempt.Id), Ct)));

        Assert.Single(results.Select(r => r.Value!.Id).Distinct());
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.AttemptResults.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_same_post_twice_at_once_is_saved_once_and_both_are_told_so(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        var slot = attempt.Slots[0];

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => room.SaveAsync(attempt, 0, (slot.Slot, room.Right(slot))), Ct)));

        Assert.All(saved, s => Assert.Equal(new SavedAnswers(room.School.Calendar.UtcNow(), 1), s.Value));
        Assert.Single((await room.StoredAsync(attempt.Id)).Steps);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_that_answer_differently_at_once_cannot_both_win(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        var slots = attempt.Slots.OrderBy(s => s.Slot).ToList();

        var saved = await Task.WhenAll(slots.Select(s => Task.Run(() => room.SaveAsync(attempt, 0, (s.Slot, room.Right(s))), Ct)));

        Assert.Single(saved, s => s.Value is not null);
        Assert.Equal(3, saved.Count(s => s.Refusal?.Code == "Attempt.StalePage"));
        Assert.Single((await room.StoredAsync(attempt.Id)).Steps);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_answer_called_saved_is_marked_even_if_the_finish_came_between(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        var slot = attempt.Slots[0];

        // The finish has read and marked the paper, and has not stored the mark yet, when the last answer is committed.
        await using var db = room.School.NewDb();
        var meanwhile = false;
        db.ChangeTracker.Tracked += (_, tracked) =>
        {
            if (!meanwhile && tracked.Entry.Entity is AttemptResult)
            {
                meanwhile = true;
                Assert.NotNull(Task.Run(() => room.SaveAsync(attempt, 0, (slot.Slot, room.Right(slot)))).GetAwaiter().GetResult().Value);
            }
        };
        var result = (await room.Complete(db).RunAsync(room.Member, attempt.Id, Ct)).Value!;

        Assert.True(meanwhile);
        Assert.Equal(1, result.Points);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task All_answers_of_a_page_are_saved_together_or_not_at_all(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;

        var spoiled = await room.SaveAsync(attempt, 0, (1, room.Right(attempt.Slots[0])), (2, ["99", "98"]), (3, room.Right(attempt.Slots[2])));
        Assert.NotNull(spoiled.Refusal);
        Assert.Empty((await room.StoredAsync(attempt.Id)).Steps);

        Assert.Equal("Attempt.NoSuchQuestion", (await room.SaveAsync(attempt, 0, (1, room.Right(attempt.Slots[0])), (5, ["0"]))).Refusal?.Code);

        var saved = (await room.SaveRightAsync(attempt, 4)).Value!;
        Assert.Equal(4, saved.StepCount);
        Assert.Equal(saved, (await room.SaveRightAsync(attempt, 4)).Value);
        Assert.Equal(4, (await room.HandInAsync(attempt.Id)).Value!.Points);
    }

    [Fact]
    public async Task A_page_without_an_answer_has_nothing_saved_to_report()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync()).Value!;

        Assert.Equal(new SavedAnswers(null, 0), (await room.SaveAsync(attempt, 0, (1, [""]), (2, [""]), (3, []), (4, [""]))).Value);
        Assert.Equal(0, (await room.HandInAsync(attempt.Id)).Value!.Points);
    }

    [Fact]
    public async Task Somebody_elses_attempt_is_as_good_as_none()
    {
        await using var room = await QuizRoom.OpenAsync();
        var stranger = await room.Roster.MemberAsync("d/t1/b1", "旁人");
        var foreign = (await room.StartAsync(stranger)).Value!;

        Assert.Equal("Attempt.NotFound", (await room.SaveAsync(foreign, 0, (1, ["0"]))).Refusal?.Code);
        Assert.Equal("Attempt.NotFound", (await room.HandInAsync(foreign.Id)).Refusal?.Code);
        Assert.Equal("Attempt.NotFound", (await room.ReviewAsync(foreign.Id)).Refusal?.Code);
        Assert.Null(await room.PaperAsync(foreign.Id));
        Assert.Equal("Attempt.NotFound", (await room.HandInAsync(Guid.Empty)).Refusal?.Code);
        Assert.Null((await room.StoredAsync(foreign.Id)).FinishedAt);
    }

    [Fact]
    public async Task The_review_opens_only_when_the_paper_is_handed_in()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync()).Value!;

        Assert.Equal("Attempt.NotFinished", (await room.ReviewAsync(attempt.Id)).Refusal?.Code);
    }

    [Fact]
    public async Task The_paper_says_nothing_about_what_is_right()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync()).Value!;

        var paper = System.Text.Json.JsonSerializer.Serialize(await room.PaperAsync(attempt.Id));

        Assert.DoesNotContain("right", paper, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("管", paper.Replace("管理", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_English_without_a_translation_gets_the_original_and_the_page_is_told()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync(language: Languages.English)).Value!;

        Assert.Equal(Languages.Chinese, (await room.PaperAsync(attempt.Id))!.Language);
        Assert.Contains(attempt.Slots.Select(room.QuestionOf), q => q.Kind is QuestionKind.TrueFalse or QuestionKind.FillIn);
    }
}
