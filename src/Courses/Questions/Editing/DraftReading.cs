using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <summary>What the reader of banks makes of a draft: the question with its sections, or what is wrong with it.</summary>
/// <param name="Section">As it would stand in the file.</param>
internal sealed record DraftReading(Question? Question, string Section, Question? Translation, string? TranslatedSection, IReadOnlyList<DraftProblem> Problems)
{
    /// <param name="existing">The question that is changed, and its line in the file; null for a new one.</param>
    public static DraftReading Of(QuestionDraft draft, CourseBank bank, (Question Question, string Section)? existing)
    {
        var problems = new List<DraftProblem>();
        if (Head(draft, bank, existing?.Question, problems) is not { } head)
        {
            return new DraftReading(null, "", null, null, problems);
        }

        // A heading that says the same is left as its author wrote it.
        var heading = existing is var (question, old) && SaysTheSame(question, head) ? old.Split('\n')[0] : BankWriter.Heading(head);
        var section = Written(heading, draft.Body);
        var read = One(section, bank.Scope, DraftField.Body, problems);
        if (bank.Translation is not { } translated)
        {
            return new DraftReading(read, section, null, null, problems);
        }

        var other = Written(BankWriter.Heading(head with { Tags = QuestionTags.None }), draft.Translation);
        var otherRead = One(other, translated.Scope, DraftField.Translation, problems);
        if (read is not null && otherRead is not null && !BankCheck.AsksTheSame(read, otherRead))
        {
            problems.Add(new DraftProblem(DraftField.Translation, 0, "Bank.KeyDiffersFromOriginal", [read.Key]));
        }

        return new DraftReading(read, section, otherRead, other, problems);
    }

    /// <summary>All that stands in the braces; null, and problems, where they cannot be written.</summary>
    private static Question? Head(QuestionDraft draft, CourseBank bank, Question? existing, List<DraftProblem> problems)
    {
        var kind = KindRoles.Named(draft.Kind);
        var lesson = $"{bank.Course.Key}/{draft.Lesson}";
        var difficulty = QuestionTags.DifficultyNamed(draft.Difficulty);
        Expect(BankReader.IsKey(draft.Key), DraftField.Key, "Bank.BadId", draft.Key);
        Expect(kind is not null, DraftField.Kind, "Bank.NoKind", draft.Key, string.Join(' ', KindRoles.All.Select(k => $".{k.Word}")));
        Expect(bank.Course.Lessons.Any(l => l.Key == lesson), DraftField.Lesson, "Bank.UnknownLesson", draft.Key, draft.Lesson);
        Expect(draft.Difficulty.Length == 0 || difficulty is not null, DraftField.Difficulty, "Bank.BadDifficulty", draft.Key, draft.Difficulty);
        Expect(draft.Theme.Length == 0 || QuestionTags.IsTheme(draft.Theme), DraftField.Theme, "Bank.BadTheme", draft.Key, draft.Theme);
        Expect(
            draft.Credit.Length == 0 || kind?.Settings.GetValueOrDefault(Credit.Setting)?.Contains(draft.Credit, StringComparer.Ordinal) is not false,
            DraftField.Credit,
            "Bank.UnknownSetting",
            draft.Key,
            $"{Credit.Setting}={draft.Credit}");
        return problems.Count > 0 ? null : new Question(draft.Key, kind!.Kind, lesson, "", [], "")
        {
            Settings = draft.Credit.Length == 0 ? Weights.None : new Dictionary<string, string>(StringComparer.Ordinal) { [Credit.Setting] = draft.Credit },
            Tags = new QuestionTags(draft.Theme, difficulty, existing?.Tags.IsRetired is true),
        };

        void Expect(bool holds, DraftField field, string code, params object[] args)
        {
            if (!holds)
            {
                problems.Add(new DraftProblem(field, 0, code, args));
            }
        }
    }

    private static bool SaysTheSame(Question question, Question head) => BankWriter.Heading(question) == BankWriter.Heading(head);

    private static string Written(string heading, string body) => $"{heading}\n{body.ReplaceLineEndings("\n").Trim('\n').TrimEnd()}";

    private static Question? One(string section, TextScope scope, DraftField field, List<DraftProblem> problems)
    {
        var found = new ProblemList("");
        var read = BankReader.Read(section + "\n", scope, found);
        problems.AddRange(found.ToList().Select(p => DraftProblem.Of(p, field)));
        if (found.Count > 0)
        {
            return null;
        }

        if (read.Questions is not [{ Question: var question }])
        {
            problems.Add(new DraftProblem(field, read.Questions[1].Line - 1, "Bank.OneQuestionOnly", []));
            return null;
        }

        if (QuestionTexts.Longest(question) > QuestionTexts.Most)
        {
            problems.Add(new DraftProblem(field, 0, "Exchange.TextTooLong", [QuestionTexts.Most]));
            return null;
        }

        return question;
    }
}
