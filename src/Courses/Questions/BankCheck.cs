using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions;

/// <summary>Reads the banks of a course before it is shown, as a course with a quiz that cannot be sat is a course with a mistake.</summary>
public sealed class BankCheck : ICourseCheck
{
    public IEnumerable<ContentProblem> Check(Course course)
    {
        var original = course.Banks.GetValueOrDefault(Languages.Chinese);
        foreach (var text in course.Banks.Values)
        {
            var reading = BankReading.Of(text);
            var problems = new ProblemList(text.File);
            if (reading.Problems.Count == 0)
            {
                CheckWhole(course, reading.Bank, text == original ? null : original, problems);
            }

            foreach (var problem in reading.Problems.Concat(problems.ToList()))
            {
                yield return problem;
            }
        }
    }

    private static void CheckWhole(Course course, QuestionBank bank, BankText? original, ProblemList problems)
    {
        if (original is not null)
        {
            // What is wrong with the original is said of the original; and how many there are is said by it.
            Translation(BankReading.Of(original).Bank, bank, problems);
        }
        else
        {
            Size(bank, course.Quiz is { Blueprint: null } quiz ? quiz.Questions : 0, problems);
        }
    }

    /// <summary>A quiz that draws more questions than there are would be shorter for some members than its own rule says.</summary>
    private static void Size(QuestionBank bank, int drawn, ProblemList problems)
    {
        if (bank.Drawable.Count < drawn)
        {
            problems.Add(1, "Bank.TooSmall", bank.Drawable.Count, drawn);
        }
    }

    /// <summary>
    /// The translation asks the same questions with the same key, else two members of one branch would sit two different
    /// quizzes. What is compared is id, kind, lesson and which options are ticked; variants of a blank differ by language.
    /// </summary>
    private static void Translation(QuestionBank original, QuestionBank translation, ProblemList problems)
    {
        var originals = original.Questions.ToDictionary(q => q.Question.Key, q => q.Question, StringComparer.Ordinal);
        foreach (var (question, _, line) in translation.Questions)
        {
            if (question.Tags != QuestionTags.None)
            {
                problems.Add(line, "Bank.TagsInTranslation", question.Key);
            }

            if (!originals.Remove(question.Key, out var first))
            {
                problems.Add(line, "Bank.NotInOriginal", question.Key);
            }
            else if (!AsksTheSame(first, question))
            {
                problems.Add(line, "Bank.KeyDiffersFromOriginal", question.Key);
            }
        }

        foreach (var missing in originals.Keys.Order(StringComparer.Ordinal))
        {
            problems.Add(1, "Bank.NotTranslated", missing);
        }
    }

    internal static bool AsksTheSame(Question first, Question second) =>
        first.Kind == second.Kind
        && first.LessonKey == second.LessonKey
        && KindRoles.Of(first.Kind).AsksTheSame(first, second);
}
