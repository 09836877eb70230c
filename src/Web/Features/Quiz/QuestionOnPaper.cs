using Learning.Courses.Questions;
using Learning.Courses.Quizzes;

namespace Learning.Web.Features.Quiz;

/// <summary>Model of the partial _Question.</summary>
/// <param name="IsTrial">Shown to its author: there is nothing to save and nothing to come back to.</param>
public sealed record QuestionOnPaper(OpenQuestion Question, OpenPaper Paper, bool IsTrial = false)
{
    public int Slot => Question.Slot;
}

/// <summary>Model of the partial _Field.</summary>
/// <param name="Index">Its place among the fields of the question.</param>
public sealed record FieldOnPaper(AnswerField Field, int Index, QuestionOnPaper On)
{
    public string Name => PostedAnswers.NameOf(On.Slot, Field.Part);

    public string Id => $"q{On.Slot}-f{Index}";

    /// <summary>A field without a label of its own is named by the words of its question.</summary>
    public string? LabelledBy => Field.Label.Length == 0 ? $"q{On.Slot}-text" : null;
}
