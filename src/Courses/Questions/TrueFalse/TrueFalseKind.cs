namespace Learning.Courses.Questions.TrueFalse;

internal sealed class TrueFalseKind : ChoiceRoles
{
    public override QuestionKind Kind => QuestionKind.TrueFalse;

    public override string Word => "true-false";

    /// <summary>正确 stands before 错误 on every paper; a shuffle would only trip the reader.</summary>
    public override bool IsShuffled => false;

    protected override FieldShape Shape => FieldShape.PlainRadios;

    public override IEnumerable<string> Check(Question question) => TrueFalseCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => TrueFalseMarker.Mark(question, response);

    protected override int Most(Question question) => 1;
}
