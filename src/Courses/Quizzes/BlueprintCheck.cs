using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>Asks of a bank, before its course is shown, whether every paper can be drawn as the blueprint says.</summary>
public sealed class BlueprintCheck : ICourseCheck
{
    public IEnumerable<ContentProblem> Check(Course course)
    {
        ArgumentNullException.ThrowIfNull(course);
        if (course is not { Quiz.Blueprint: { } blueprint } || course.Banks.GetValueOrDefault(Languages.Chinese) is not { } text)
        {
            return [];
        }

        var reading = BankReading.Of(text);
        if (reading.Problems.Count > 0)
        {
            return []; // Counting what could not be read would say that too little was there.
        }

        var problems = new ProblemList($"{course.Key}/course.md");
        Words(course, blueprint, reading.Bank, problems);
        if (problems.Count == 0)
        {
            Sizes(blueprint, new QuotaPools(reading.Bank, blueprint), problems);
        }

        return problems.ToList();
    }

    private static void Words(Course course, Blueprint blueprint, QuestionBank bank, ProblemList problems)
    {
        var questions = bank.Questions.ToDictionary(q => q.Question.Key, q => q.Question, StringComparer.Ordinal);
        var standing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, line) in blueprint.Items.Zip(blueprint.Lines))
        {
            Expect(!item.IsFixed || questions.ContainsKey(item.Question), "Blueprint.UnknownQuestion", item.Question);
            Expect(!item.IsFixed || questions.GetValueOrDefault(item.Question)?.Tags.IsRetired is not true, "Blueprint.QuestionRetired", item.Question);
            Expect(!item.IsFixed || standing.Add(item.Question), "Blueprint.QuestionTwice", item.Question);
            Expect(item.Lesson.Length == 0 || course.Lessons.Any(l => l.Key == $"{course.Key}/{item.Lesson}"), "Blueprint.UnknownLesson", item.Lesson);
            Expect(item.Difficulty.Length == 0 || QuestionTags.DifficultyNamed(item.Difficulty) is not null, "Blueprint.UnknownDifficulty", item.Difficulty);
            Expect(item.Kind.Length == 0 || KindRoles.Named(item.Kind) is not null, "Blueprint.UnknownKind", item.Kind, string.Join(", ", KindRoles.All.OrderBy(k => k.Kind).Select(k => k.Word)));

            void Expect(bool holds, string code, params object[] args)
            {
                if (!holds)
                {
                    problems.Add(line, code, args);
                }
            }
        }
    }

    private static void Sizes(Blueprint blueprint, QuotaPools pools, ProblemList problems)
    {
        foreach (var shortage in pools.Shortages())
        {
            var (first, missing) = (shortage.Items[0], shortage.Asked - shortage.Has);
            if (shortage.Items.Count == 1)
            {
                problems.Add(blueprint.Lines[first], "Blueprint.TooFew", first + 1, blueprint.Items[first].Sort, shortage.Asked, shortage.Has, missing);
            }
            else
            {
                problems.Add(blueprint.Lines[first], "Blueprint.TooFewTogether", string.Join(", ", shortage.Items.Select(i => i + 1)), shortage.Asked, shortage.Has, missing);
            }
        }
    }
}
