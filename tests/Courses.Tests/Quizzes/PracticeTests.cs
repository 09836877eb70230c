using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

public sealed class PracticeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_a_quiz_found_wrong_stands_in_the_notebook_until_it_is_practised_rightly(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var attempt = (await room.StartAsync()).Value!;
        await room.SaveRightAsync(attempt, 2);
        await room.HandInAsync(attempt.Id);
        var wrong = attempt.Slots.OrderBy(s => s.Slot).Skip(2).Select(s => room.QuestionOf(s).Key).ToHashSet();
        Assert.Equal(wrong.Order(), await MistakesAsync(room));

        room.School.Clock.Advance(TimeSpan.FromMinutes(1));
        var round = new PracticeRound(QuizRoom.Course, null, OnlyMistakes: true, Seed: 7);
        var first = (await PageAsync(room, round)).Value!;
        Assert.Equal((2, 0, true), (first.Count, first.At, wrong.Contains(first.Question!.Key)));
        var id = RowId.At(room.School.Calendar.UtcNow());
        for (var click = 0; click < 2; click++)
        {
            Assert.True((await AnswerAsync(room, first, id, Right(first))).Value!.IsRight);
        }

        Assert.Equal(wrong.Except([first.Question.Key]), await MistakesAsync(room));
        var next = (await PageAsync(room, round, first.Next)).Value!;
        Assert.Equal((1, 0, null), (next.Count, next.At, next.Next));
        Assert.Equal(1, (await PageAsync(room, round, first.Question.Key)).Value!.Count - next.Count); // a reload still shows it
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.PracticeAnswers.CountAsync(Ct));
        Assert.False(await db.Evidence.AnyAsync(e => e.SourceId == id, Ct));
    }

    [Fact]
    public async Task A_wrong_answer_in_practice_comes_into_the_notebook()
    {
        await using var room = await QuizRoom.OpenAsync();
        var page = (await PageAsync(room, new PracticeRound(QuizRoom.Course, null, false, 1))).Value!;

        Assert.False((await AnswerAsync(room, page, RowId.At(room.School.Calendar.UtcNow()), [])).Value!.IsRight);

        Assert.Equal([page.Question!.Key], await MistakesAsync(room));
    }

    [Fact]
    public async Task A_round_asks_every_question_of_a_lesson_once_in_the_order_of_its_seed()
    {
        await using var room = await QuizRoom.OpenAsync();
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 5; seed++)
        {
            var keys = await RoundAsync(room, new PracticeRound(QuizRoom.Course, "history/one", false, seed));
            Assert.Equal(["h-1", "h-2", "h-5"], keys.Order());
            Assert.Equal(keys, await RoundAsync(room, new PracticeRound(QuizRoom.Course, "history/one", false, seed)));
            orders.Add(string.Join(' ', keys));
        }

        Assert.True(orders.Count > 1);
    }

    [Fact]
    public async Task Who_sits_the_quiz_cannot_look_its_answers_up_in_practice()
    {
        await using var room = await QuizRoom.OpenAsync();
        var attempt = (await room.StartAsync()).Value!;
        var round = new PracticeRound(QuizRoom.Course, null, false, 1);

        Assert.Equal("Practice.SittingOpen", (await PageAsync(room, round)).Refusal?.Code);
        await room.HandInAsync(attempt.Id);
        Assert.Null((await PageAsync(room, round)).Refusal);
        Assert.Equal("Practice.NoQuestions", (await PageAsync(room, round, "no-such")).Refusal?.Code);
    }

    private static async Task<List<string>> RoundAsync(QuizRoom room, PracticeRound round)
    {
        var keys = new List<string>();
        for (var next = (await PageAsync(room, round)).Value!; ; next = (await PageAsync(room, round, next.Next)).Value!)
        {
            keys.Add(next.Question!.Key);
            if (next.Next is null)
            {
                return keys;
            }
        }
    }

    private static IReadOnlyList<string> Right(PracticePage page) => KindRoles.Of(page.Question!.Kind).RightAnswer(page.Question, page.Order);

    private static async Task<Outcome<PracticePage>> PageAsync(QuizRoom room, PracticeRound round, string? question = null)
    {
        await using var db = room.School.NewDb();
        return await new Practice(db, room.Content, new QuestionBanks(), new Mistakes(db)).RunAsync(room.Member, round, question, Languages.Chinese, Ct);
    }

    private static async Task<Outcome<PracticeFeedback>> AnswerAsync(QuizRoom room, PracticePage page, Guid id, IReadOnlyList<string> posted)
    {
        await using var db = room.School.NewDb();
        return await new AnswerPractice(db, room.School.Calendar).RunAsync(room.Member, page, id, posted, Ct);
    }

    private static async Task<IEnumerable<string>> MistakesAsync(QuizRoom room)
    {
        await using var db = room.School.NewDb();
        return (await new Mistakes(db).RunAsync(room.Member, Ct))[QuizRoom.Course].Order();
    }
}
