namespace Learning.Courses.Questions.Multiple;

internal sealed class MultipleKind : ChoiceRoles
{
    public override QuestionKind Kind => QuestionKind.Multiple;

    public override string Word => "multiple";

    public override IReadOnlyDictionary<string, string[]> Settings { get; } = Credit.MayBe(Credit.Partial);

    protected override FieldShape Shape => FieldShape.Ticks;

    public override IEnumerable<string> Check(Question question) => MultipleCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => MultipleMarker.Mark(question, response);

    protected override int Most(Question question) => question.Options.Count;
}
