using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions.ShortAnswer;

/// <summary>
/// An answer in the member's own words, marked by a person. The author's list is the guide: each of its lines is one point,
/// given where the answer says it.
/// </summary>
internal sealed class ShortAnswerKind : KindRoles
{
    public override QuestionKind Kind => QuestionKind.ShortAnswer;

    public override string Word => "short-answer";

    public override bool IsShuffled => false;

    public override bool IsMarkedByPerson => true;

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) => GuideSyntax.Read(list, problems);

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => GuideSyntax.Write(question, ink);

    public override IEnumerable<string> Check(Question question) => GuideCheck.Problems(question);

    public override int Points(Question question) => question.Options.Count;

    /// <summary>What nobody has read yet is worth nothing yet.</summary>
    public override Fraction Mark(Question question, string response) => Fraction.Zero;

    public override Fraction Mark(Question question, string response, string? found) => new(GuideMarks.Read(question, response, found).Count, 1);

    public override string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) => "";

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted) => PostedTexts.Paragraphs(posted);

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response) => [AnswerField.TypedLine(FieldShape.Text, "", response)];

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response) => Review(question, order, response, null);

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response, string? found)
    {
        var said = GuideMarks.Read(question, response, found);
        return
        [
            new ReviewedField("", [], response, [], said.Count == question.Options.Count)
            {
                Guide = [.. question.Options.Select((line, i) => new GuideLine(line.Text, found is null || response.Length == 0 ? null : said.Contains(i)))],
            },
        ];
    }

    public override IReadOnlyList<string> RightAnswer(Question question, string order) =>
        [string.Join('\n', question.Options.Select(o => Markup.PlainText.Line(o.Text, new LossList())))];

    /// <summary>As many points for as many lines; the words are each language's own.</summary>
    public override bool AsksTheSame(Question first, Question second) => first.Options.Count == second.Options.Count;
}
