namespace Learning.Courses.Questions.FillIn;

internal sealed class FillInKind : TypedRoles
{
    public override QuestionKind Kind => QuestionKind.FillIn;

    public override string Word => "fill-in";

    protected override FieldShape Shape => FieldShape.Line;

    public override IEnumerable<string> Check(Question question) => FillInCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => FillInMarker.Mark(question, response);

    protected override string Typical(QuestionOption variant) => variant.Text;
}
