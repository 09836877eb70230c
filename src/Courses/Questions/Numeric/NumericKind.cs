using System.Globalization;

namespace Learning.Courses.Questions.Numeric;

internal sealed class NumericKind : TypedRoles
{
    public override QuestionKind Kind => QuestionKind.Numeric;

    public override string Word => "numeric";

    protected override FieldShape Shape => FieldShape.Number;

    public override IEnumerable<string> Check(Question question) => NumericCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => NumericMarker.Mark(question, response);

    protected override string Typical(QuestionOption variant) => NumericKey.Parse(variant.Text)!.Value.To.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number is the same in every language.</summary>
    public override bool AsksTheSame(Question first, Question second) =>
        first.Options.Select(o => NumericKey.Parse(o.Text)).SequenceEqual(second.Options.Select(o => NumericKey.Parse(o.Text)));
}
