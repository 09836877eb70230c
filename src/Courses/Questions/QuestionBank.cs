namespace Learning.Courses.Questions;

/// <summary>All questions of one course in one language, in the author's order, as one state of the content folder had them.</summary>
public sealed record QuestionBank(string CourseKey, string Language, IReadOnlyList<BankQuestion> Questions)
{
    /// <summary>Those that a paper may hold: all but the retired ones.</summary>
    public IReadOnlyList<BankQuestion> Drawable { get; } = Questions.Any(q => q.Question.Tags.IsRetired) ? [.. Questions.Where(q => !q.Question.Tags.IsRetired)] : Questions;
}

/// <param name="Hash">See <see cref="QuestionVersion.Hash"/>; computed once per bank, because every start asks for it.</param>
/// <param name="Line">Of the heading in the author's file; what is wrong with the question is reported there.</param>
public sealed record BankQuestion(Question Question, string Hash, int Line)
{
    public static BankQuestion Of(Question question, int line) => new(question, question.Hash(), line);
}
