using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>What a draw of a blueprint asks of a question.</summary>
internal sealed class QuestionSort(string courseKey, BlueprintItem item)
{
    private readonly string lesson = item.Lesson.Length == 0 ? "" : $"{courseKey}/{item.Lesson}";
    private readonly QuestionKind? kind = KindRoles.Named(item.Kind)?.Kind;
    private readonly Difficulty? difficulty = QuestionTags.DifficultyNamed(item.Difficulty);

    public bool Fits(Question question) =>
        (item.Lesson.Length == 0 || question.LessonKey == lesson)
        && (item.Theme.Length == 0 || question.Tags.Theme == item.Theme)
        && (item.Difficulty.Length == 0 || (difficulty is not null && question.Tags.Difficulty == difficulty))
        && (item.Kind.Length == 0 || question.Kind == kind);
}
