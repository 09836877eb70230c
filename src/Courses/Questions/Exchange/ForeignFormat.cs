using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange;

/// <summary>
/// What every format of question files can do. Each has a folder whose subclass names its roles, a reader and a writer, and is
/// found by its shape, as the kinds of questions are.
/// </summary>
public abstract class ForeignFormat
{
    public static IReadOnlyList<ForeignFormat> All { get; } =
    [
        .. typeof(ForeignFormat).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(ForeignFormat)))
            .Select(t => (ForeignFormat)Activator.CreateInstance(t)!)
            .OrderBy(f => f.Word, StringComparer.Ordinal),
    ];

    /// <summary>How it is named on a command line: "gift". Its name on screen is the text "Exchange.Format." and the word.</summary>
    public abstract string Word { get; }

    /// <summary>Of the files it writes, with the dot.</summary>
    public abstract string Extension { get; }

    public abstract string ContentType { get; }

    public static ForeignFormat? Named(string word) => All.FirstOrDefault(f => f.Word == word);

    /// <summary>The format that a file looks like; null for none.</summary>
    internal static ForeignFormat? Of(ForeignFile file) => All.FirstOrDefault(f => f.Claims(file));

    /// <summary>Whether a file looks like this format and like no other.</summary>
    internal abstract bool Claims(ForeignFile file);

    /// <summary>Everything the file asks, or why nothing of it can be read.</summary>
    internal abstract Outcome<ForeignReading> Read(ForeignFile file, Words words);

    /// <summary>The questions, each of which <see cref="Check"/> lets through.</summary>
    internal abstract byte[] Write(IReadOnlyList<Question> questions, string courseKey);

    /// <summary>What of a question cannot be carried; a loss that spoils leaves the question out.</summary>
    internal abstract void Check(Question question, LossList losses);

    /// <summary>The words that a question has in the language of its bank, whatever the file calls them.</summary>
    internal sealed record Words(string Language)
    {
        private string[] TrueFalse => Language == Languages.English ? ["True", "False"] : ["正确", "错误"];

        public IReadOnlyList<QuestionOption> TrueFalseOptions(bool right) => [new(TrueFalse[0], right), new(TrueFalse[1], !right)];
    }
}
