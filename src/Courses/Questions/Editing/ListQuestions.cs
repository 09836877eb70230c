using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <summary>What somebody looks for in a bank. Empty is everything.</summary>
/// <param name="Words">In the id or in what a member reads.</param>
/// <param name="Lesson">The last part of its key.</param>
/// <param name="Retired">Null for both.</param>
public sealed record QuestionFilter(string Words = "", string Lesson = "", string Kind = "", string Theme = "", string Difficulty = "", bool? Retired = false);

/// <param name="Title">In a few words.</param>
public sealed record QuestionRow(string Key, string Title, QuestionKind Kind, string LessonKey, QuestionTags Tags);

/// <param name="Total">How many fit the filter.</param>
/// <param name="All">How many the bank has.</param>
public sealed record QuestionList(BankOutline Bank, IReadOnlyList<QuestionRow> Rows, int Page, int Total, int All);

/// <summary>The questions of a bank page by page, in the order of the file.</summary>
public sealed partial class ListQuestions(ContentFolder content)
{
    public const int PageSize = 50;

    public Task<Outcome<QuestionList>> RunAsync(string courseKey, QuestionFilter filter, int page, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bank = CourseBank.Open(content, courseKey);
        return Task.FromResult<Outcome<QuestionList>>(bank.Value is { } open ? List(open, filter, page) : bank.Refusal!);
    }

    private static QuestionList List(CourseBank bank, QuestionFilter filter, int page)
    {
        var found = bank.Questions.Questions.Select(q => q.Question).Where(q => Fits(q, filter)).ToList();
        var shown = Math.Clamp(page, 1, Math.Max(1, (found.Count + PageSize - 1) / PageSize));
        var rows = found.Skip((shown - 1) * PageSize).Take(PageSize).Select(q => new QuestionRow(q.Key, Titles.Of(q), q.Kind, q.LessonKey, q.Tags));
        return new QuestionList(BankOutline.Of(bank), [.. rows], shown, found.Count, bank.Questions.Questions.Count);
    }

    private static bool Fits(Question question, QuestionFilter filter) =>
        (filter.Retired is not { } retired || question.Tags.IsRetired == retired)
        && (filter.Lesson.Length == 0 || question.LessonKey.EndsWith("/" + filter.Lesson, StringComparison.Ordinal))
        && (filter.Kind.Length == 0 || KindRoles.Of(question.Kind).Word == filter.Kind)
        && (filter.Theme.Length == 0 || question.Tags.Theme == filter.Theme)
        && (filter.Difficulty.Length == 0 || (question.Tags.Difficulty is { } difficulty && QuestionTags.Word(difficulty) == filter.Difficulty))
        && Says(question, filter.Words.Trim());

    private static bool Says(Question question, string words) =>
        words.Length == 0
        || question.Key.Contains(words, StringComparison.OrdinalIgnoreCase)
        || QuestionTexts.All(question).Any(html => Plain(html).Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Good enough to look through, and fast enough for twenty thousand questions.</summary>
    private static string Plain(string html) => html.AsSpan().ContainsAny('<', '&') ? WebUtility.HtmlDecode(Element().Replace(html, "")) : html;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Element();
}
