using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <param name="LessonKey">Only what is taught there; null for the whole course.</param>
/// <param name="OnlyMistakes">Only what stands in the member's notebook.</param>
/// <param name="Seed">Decides the order; the same for one round of practice.</param>
public sealed record PracticeRound(string CourseKey, string? LessonKey, bool OnlyMistakes, int Seed)
{
    /// <summary>Where a question comes, and its options. It does not depend on the others, so that one can leave the notebook and the rest stay in order.</summary>
    internal SplitMix64 SeedOf(string hash) =>
        new(unchecked(ulong.Parse(hash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + (ulong)Seed));
}

/// <summary>
/// Questions to practise, one after the other, without a clock, a limit or a mark. Nothing is kept of a round but its seed, so
/// it can be left and resumed anywhere.
/// </summary>
public sealed class Practice(CoursesDb db, ContentFolder content, QuestionBanks banks, Mistakes mistakes)
{
    /// <param name="question">The key of the question to show; null for the first.</param>
    public async Task<Outcome<PracticePage>> RunAsync(MemberId member, PracticeRound round, string? question, string language, CancellationToken ct)
    {
        if (content.Current.FindCourse(round.CourseKey) is not { } course || banks.Find(course, language) is not { } bank)
        {
            return new Refusal("Practice.NoQuestions");
        }

        // Somebody who sits the quiz of this course now would look up its answers here.
        if (await db.Attempts.AnyAsync(a => a.MemberId == member && a.CourseKey == course.Key && a.FinishedAt == null, ct))
        {
            return new Refusal("Practice.SittingOpen");
        }

        var wrong = (await mistakes.RunAsync(member, ct))[course.Key].ToHashSet(StringComparer.Ordinal);
        var asked = bank.Drawable
            .Where(q => round.LessonKey is null || q.Question.LessonKey == round.LessonKey)
            .Where(q => !round.OnlyMistakes || wrong.Contains(q.Question.Key) || q.Question.Key == question)
            .OrderBy(q => round.SeedOf(q.Hash).Next())
            .ToList();
        var at = question is null ? 0 : asked.FindIndex(q => q.Question.Key == question);
        return at < 0
            ? new Refusal("Practice.NoQuestions")
            : new PracticePage(round, bank.Language, asked.Count, at, at < asked.Count ? asked[at].Question : null, at + 1 < asked.Count ? asked[at + 1].Question.Key : null);
    }

}

/// <param name="Question">Null when there is none (left).</param>
/// <param name="Next">The key of the one after it.</param>
public sealed record PracticePage(PracticeRound Round, string Language, int Count, int At, Question? Question, string? Next)
{
    /// <summary>The order of the options, as shuffled as on a paper and the same when the answer comes.</summary>
    public string Order => Question is null
        ? ""
        : KindRoles.Of(Question.Kind).Order(Question, count => Round.SeedOf(Question.Hash()).Shuffle(Enumerable.Range(0, count)));
}
