using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Quizzes;

/// <summary>One line of how papers are made, with what the bank has for it.</summary>
/// <param name="Item">Null where lessons take turns: then the line is a lesson's.</param>
/// <param name="Fixed">In a few words the question that is on every paper; empty for a draw.</param>
/// <param name="LessonKey">Of the lesson; empty for any.</param>
/// <param name="Fitting">How many questions can be drawn; those on every paper are not counted again.</param>
public sealed record PaperRuleRow(BlueprintItem? Item, string Fixed, string LessonKey, int Fitting);

/// <summary>How the papers of a quiz are made, in numbers.</summary>
/// <param name="Rule">Null where the course has no quiz.</param>
/// <param name="LeastPoints">Of the paper that is worth least: a passage is worth more than one point.</param>
/// <param name="Problems">Why papers cannot be made so; none when they can.</param>
public sealed record PaperRule(
    BankOutline Bank, QuizSettings? Rule, IReadOnlyList<PaperRuleRow> Rows, int LeastPoints, int MostPoints, IReadOnlyList<ContentProblem> Problems)
{
    /// <summary>The points that pass a paper worth so many.</summary>
    public int ToPass(int points) => ((points * (Rule?.PassPercent ?? 0)) + 99) / 100;
}

/// <summary>Reads how papers are made from the files as they are, also of a course that is not shown because its bank is too small.</summary>
public sealed class ShowPaperRule(ContentFolder content)
{
    public Task<Outcome<PaperRule>> RunAsync(string courseKey, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var opened = CourseBank.Open(content, courseKey);
        return Task.FromResult<Outcome<PaperRule>>(opened.Value is { } bank ? Of(bank) : opened.Refusal!);
    }

    private PaperRule Of(CourseBank bank)
    {
        var outline = BankOutline.Of(bank);
        var problems = content.Check(bank.Course);
        if (bank.Course.Quiz is not { } rule)
        {
            return new PaperRule(outline, null, [], 0, 0, problems);
        }

        return rule.Blueprint is { } blueprint
            ? ByBlueprint(outline, rule, blueprint, new QuotaPools(bank.Questions, blueprint), problems)
            : ByTurns(outline, rule, bank.Questions.Drawable, problems);
    }

    private static PaperRule ByTurns(BankOutline outline, QuizSettings rule, IReadOnlyList<BankQuestion> questions, IReadOnlyList<ContentProblem> problems)
    {
        var rows = outline.Lessons.Select(l => $"{outline.CourseKey}/{l.Name}").Select(key => new PaperRuleRow(null, "", key, questions.Count(q => q.Question.LessonKey == key)));
        var points = Points(questions);
        return new PaperRule(outline, rule, [.. rows], points.Take(rule.Questions).Sum(), points.TakeLast(rule.Questions).Sum(), problems);
    }

    private static PaperRule ByBlueprint(BankOutline outline, QuizSettings rule, Blueprint blueprint, QuotaPools pools, IReadOnlyList<ContentProblem> problems)
    {
        var rows = new List<PaperRuleRow>();
        var (least, most) = (0, 0);
        for (var i = 0; i < blueprint.Items.Count; i++)
        {
            var item = blueprint.Items[i];
            var fitting = pools.Fitting(i).ToList();
            var points = Points(fitting);
            least += points.Take(item.Count).Sum();
            most += points.TakeLast(item.Count).Sum();
            rows.Add(new PaperRuleRow(
                item,
                item.IsFixed && fitting is [var standing] ? Titles.Of(standing.Question) : "",
                item.Lesson.Length > 0 ? $"{outline.CourseKey}/{item.Lesson}" : "",
                fitting.Count));
        }

        return new PaperRule(outline, rule, rows, least, most, problems);
    }

    private static List<int> Points(IEnumerable<BankQuestion> questions) => [.. questions.Select(q => KindRoles.Of(q.Question.Kind).Points(q.Question)).Order()];
}
