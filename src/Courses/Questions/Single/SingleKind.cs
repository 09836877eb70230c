namespace Learning.Courses.Questions.Single;

internal sealed class SingleKind : ChoiceRoles
{
    public override QuestionKind Kind => QuestionKind.Single;

    public override string Word => "single";

    protected override FieldShape Shape => FieldShape.Radios;

    public override IEnumerable<string> Check(Question question) => SingleCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => SingleMarker.Mark(question, response);

    protected override int Most(Question question) => 1;
}
