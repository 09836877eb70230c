using Learning.Courses.Credits;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>An answer in one's own words: it waits for a person, and everything that follows waits for that.</summary>
public sealed class MarkAnswerTests
{
    private const string Bank =
        """
        ## h-1 {.short-answer lesson=one}
        为什么是转折点？

        - 解决了军事问题
        - 解决了组织问题
        - 开始独立自主

        > 三点。

        ## h-2 {.single lesson=two}
        哪一年？

        - [x] 1935年
        - [ ] 1945年

        > 1935年。

        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_answer_waits_is_read_and_the_result_follows(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider, bank: Bank, questions: 2);
        var attempt = await SitAsync(room, "军事问题解决了。\r\n从此独立自主。");
        var slot = SlotOf(room, attempt);
        var first = (await room.HandInAsync(attempt.Id)).Value!;
        Assert.Equal((1, 4, false, 1), ((int)first.Score.Numerator, first.MaxScore, first.Passed, first.Waiting));
        Assert.Equal(1, (await room.ReviewAsync(attempt.Id)).Value!.Waiting);
        Assert.Equal(0, await SettleAsync(room));

        var marker = await MarkerAsync(room);
        var waiting = Assert.Single((await DeskAsync(room, marker)).Waiting);
        Assert.Equal((attempt.Id, slot, "h-1"), (waiting.AttemptId, waiting.Slot, waiting.QuestionKey));
        Assert.Equal("军事问题解决了。\n从此独立自主。", (await ReadAsync(room, marker, attempt.Id, slot)).Value!.Response);
        var mark = (await MarkAsync(room, marker, attempt.Id, slot, null, 2, 0)).Value!;
        Assert.Equal(mark, (await MarkAsync(room, marker, attempt.Id, slot, null, 0, 2)).Value); // the same form twice
        Assert.Empty((await DeskAsync(room, marker)).Waiting);

        Assert.Equal(1, await SettleAsync(room));
        Assert.Equal(0, await SettleAsync(room)); // the job after the request
        var review = (await room.ReviewAsync(attempt.Id)).Value!;
        Assert.Equal((3, 4, true, 0), ((int)review.Points.Numerator, review.MaxPoints, review.Passed, review.Waiting));
        Assert.Equal([true, false, true], review.Questions.Single(q => q.Slot == slot).Fields[0].Guide.Select(l => l.IsSaid));
        await using var db = room.School.NewDb();
        Assert.Equal(first.Id, (await db.AttemptResults.SingleAsync(r => r.CorrectsId != null, Ct)).CorrectsId);
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "answer.marked", Ct));
        Assert.Equal(1, await new TellMarked(db, room.School.Calendar).RunAsync(Ct));
        Assert.Equal(0, await new TellMarked(db, room.School.Calendar).RunAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_second_look_corrects_and_another_marker_does_not_overwrite_unseen(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider, bank: Bank, questions: 2);
        var attempt = await SitAsync(room, "军事");
        var slot = SlotOf(room, attempt);
        await room.HandInAsync(attempt.Id);
        var (one, two) = (await MarkerAsync(room), await MarkerAsync(room, "乙"));
        var mark = (await MarkAsync(room, one, attempt.Id, slot, null, 0, 1, 2)).Value!;
        await SettleAsync(room);

        Assert.Equal("Marking.AlreadyMarked", (await MarkAsync(room, two, attempt.Id, slot, null, 0)).Refusal?.Code);
        room.School.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(mark.Id, (await MarkAsync(room, two, attempt.Id, slot, mark.Id, 0)).Value!.CorrectsId);
        Assert.Equal(1, await SettleAsync(room));

        Assert.Equal(2, (await room.ReviewAsync(attempt.Id)).Value!.Points);
        await using var db = room.School.NewDb();
        Assert.Equal(3, await db.AttemptResults.CountAsync(Ct)); // handed in, read, read again
        Assert.Equal(2, await db.AnswerMarks.CountAsync(Ct));
    }

    [Fact]
    public async Task Two_who_read_the_same_answer_at_once_mark_it_once()
    {
        await using var room = await QuizRoom.OpenAsync(bank: Bank, questions: 2);
        var attempt = await SitAsync(room, "军事");
        var slot = SlotOf(room, attempt);
        await room.HandInAsync(attempt.Id);
        var (one, two) = (await MarkerAsync(room), await MarkerAsync(room, "乙"));
        await using var slow = room.School.NewDb(one);
        slow.SavingChanges += (_, _) => MarkAsync(room, two, attempt.Id, slot, null, 1).GetAwaiter().GetResult();

        var outcome = await new MarkAnswer(slow, room.School.Calendar, new ReadAnswer(slow)).RunAsync(new MarkInput(QuizRoom.Course, attempt.Id, slot, [0], null), Ct);

        Assert.Equal("Marking.AlreadyMarked", outcome.Refusal?.Code);
        await using var db = room.School.NewDb();
        Assert.Equal(two.MemberId, (await db.AnswerMarks.SingleAsync(Ct)).MarkedBy);
    }

    [Fact]
    public async Task Nobody_reads_their_own_answer_an_open_sitting_or_a_question_that_a_machine_marks()
    {
        await using var room = await QuizRoom.OpenAsync(bank: Bank, questions: 2);
        var attempt = await SitAsync(room, "军事");
        var slot = SlotOf(room, attempt);
        var marker = await MarkerAsync(room);
        Assert.Equal("Marking.NoSuchAnswer", (await MarkAsync(room, marker, attempt.Id, slot, null, 0)).Refusal?.Code);
        await room.HandInAsync(attempt.Id);

        var oneself = await room.Roster.AppointAsync(room.Member, PostKind.Author, "d");
        Assert.Equal("Marking.OwnAnswer", (await MarkAsync(room, oneself, attempt.Id, slot, null, 0)).Refusal?.Code);
        Assert.Empty((await DeskAsync(room, oneself)).Waiting);
        Assert.Equal("Marking.NoSuchAnswer", (await MarkAsync(room, marker, attempt.Id, 3 - slot, null, 0)).Refusal?.Code);
        Assert.Equal("Answer.NotUnderstood", (await MarkAsync(room, marker, attempt.Id, slot, null, 3)).Refusal?.Code);
    }

    [Fact]
    public async Task An_answer_left_empty_needs_no_reader()
    {
        await using var room = await QuizRoom.OpenAsync(bank: Bank, questions: 2);
        var attempt = await SitAsync(room, " \n ");

        Assert.Equal(0, (await room.HandInAsync(attempt.Id)).Value!.Waiting);
    }

    private static int SlotOf(QuizRoom room, Attempt attempt) => attempt.Slots.Single(s => room.QuestionOf(s).Key == "h-1").Slot;

    private static async Task<Attempt> SitAsync(QuizRoom room, string words)
    {
        var attempt = (await room.StartAsync()).Value!;
        var slot = SlotOf(room, attempt);
        Assert.Null((await room.SaveAsync(attempt, 0, (slot, [words]), (3 - slot, room.Right(attempt.Slots.Single(s => s.Slot != slot))))).Refusal);
        return attempt;
    }

    private static async Task<Viewer> MarkerAsync(QuizRoom room, string name = "甲") =>
        await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t2/b1", name), PostKind.Author, "d");

    private static async Task<MarkingDesk> DeskAsync(QuizRoom room, Viewer marker)
    {
        await using var db = room.School.NewDb(marker);
        return await new AnswersToMark(db).RunAsync(QuizRoom.Course, Ct);
    }

    private static async Task<Outcome<AnswerToMark>> ReadAsync(QuizRoom room, Viewer marker, Guid attempt, int slot)
    {
        await using var db = room.School.NewDb(marker);
        return await new ReadAnswer(db).RunAsync(QuizRoom.Course, attempt, slot, Ct);
    }

    private static async Task<Outcome<AnswerMark>> MarkAsync(QuizRoom room, Viewer marker, Guid attempt, int slot, Guid? seen, params int[] found)
    {
        await using var db = room.School.NewDb(marker);
        return await new MarkAnswer(db, room.School.Calendar, new ReadAnswer(db)).RunAsync(new MarkInput(QuizRoom.Course, attempt, slot, found, seen), Ct);
    }

    private static async Task<int> SettleAsync(QuizRoom room)
    {
        await using var db = room.School.NewDb();
        return await new SettleMarks(db, room.School.Calendar, new PassCourse(db, room.School.Calendar, room.Content)).RunAsync(Ct);
    }
}
