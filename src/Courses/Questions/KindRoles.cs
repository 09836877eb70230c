using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions;

/// <summary>
/// What every kind of question can do. Each kind has a folder whose subclass names its roles, one small class each; it is found
/// by its shape, so a new kind touches no other kind, no page and no table. (Its name in <see cref="QuestionKind"/>, in which
/// it is stored, and its word on screen are all that stands elsewhere.)
/// </summary>
public abstract class KindRoles
{
    private static readonly Dictionary<QuestionKind, KindRoles> ByKind = typeof(KindRoles).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(KindRoles)))
        .Select(t => (KindRoles)Activator.CreateInstance(t)!)
        .ToDictionary(k => k.Kind);

    /// <summary>More could not be read on a phone, and keeps the common denominator of a paper small.</summary>
    public const int MaxOptions = 12;

    public static IEnumerable<KindRoles> All => ByKind.Values;

    public abstract QuestionKind Kind { get; }

    /// <summary>How an author names it in a bank: "single".</summary>
    public abstract string Word { get; }

    /// <summary>What an author may set otherwise, and to which values.</summary>
    public virtual IReadOnlyDictionary<string, string[]> Settings { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>Whether a paper shows the options shuffled.</summary>
    public virtual bool IsShuffled => true;

    /// <summary>Whether the author's own order gives the answer away, so that a paper mixes it whatever its rule says.</summary>
    public virtual bool IsOrderTheKey => false;

    public static KindRoles Of(QuestionKind kind) => ByKind[kind];

    public static KindRoles? Named(string word) => All.FirstOrDefault(k => k.Word == word);

    /// <summary>The author's list, as far as it has the shape the kind asks for; what has not is reported.</summary>
    public abstract IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems);

    /// <summary>The lines of that list as an author would write them; what <see cref="ReadList"/> makes of them are the options again.</summary>
    public abstract IEnumerable<string> WriteList(Question question, BankInk ink);

    /// <summary>Says what is wrong with the author's key, as codes that are also resource keys; nothing when it can be marked.</summary>
    public abstract IEnumerable<string> Check(Question question);

    /// <summary>A machine cannot say what the answer is worth; until somebody has read it, it is worth nothing.</summary>
    public virtual bool IsMarkedByPerson => false;

    /// <summary>What a question is worth at most.</summary>
    public virtual int Points(Question question) => 1;

    /// <summary>Marks a stored response: nought to <see cref="Points"/>. An empty response is worth nothing.</summary>
    public abstract Fraction Mark(Question question, string response);

    /// <param name="found">What a person found in the answer, as the kind stores it; null where nobody has read it or need read it.</param>
    public virtual Fraction Mark(Question question, string response, string? found) => Mark(question, response);

    public bool IsRight(Question question, string response) => Mark(question, response) == Points(question);

    /// <summary>The order of a paper, as <see cref="IndexList"/> stores it; empty where nothing is shuffled.</summary>
    /// <param name="shuffle">The numbers below the given one, shuffled by the paper's seed.</param>
    public virtual string Order(Question question, Func<int, IReadOnlyList<int>> shuffle)
    {
        ArgumentNullException.ThrowIfNull(shuffle);
        return IndexList.Join(IsShuffled ? shuffle(question.Options.Count) : [.. Enumerable.Range(0, question.Options.Count)]);
    }

    /// <summary>
    /// Turns what a browser posted into the form that is stored, or refuses it. Choices arrive as positions on the paper, so
    /// that the page does not give the author's order away.
    /// </summary>
    /// <param name="order">What <see cref="Order"/> said when the paper was drawn.</param>
    public abstract Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted);

    /// <summary>What a member is asked to fill in, with what is filled in already.</summary>
    public abstract IReadOnlyList<AnswerField> Open(Question question, string order, string response);

    /// <summary>The same after the sitting, with what is right.</summary>
    public abstract IReadOnlyList<ReviewedField> Review(Question question, string order, string response);

    /// <param name="found">See <see cref="Mark(Question, string, string?)"/>.</param>
    public virtual IReadOnlyList<ReviewedField> Review(Question question, string order, string response, string? found) => Review(question, order, response);

    /// <summary>What a browser posts for the best answer there is.</summary>
    public abstract IReadOnlyList<string> RightAnswer(Question question, string order);

    /// <summary>
    /// The answer for a corrected version of the question (see <see cref="CarryAnswer"/>), or why nobody can know what the member
    /// would have answered. Both versions are of this kind and worth the same points.
    /// </summary>
    public virtual Outcome<Carried> Carry(Question from, Question to, string order, string response) => new Refusal("Carry.NotThisKind");

    /// <summary>Whether a translation has the same key. Words differ by language; ticks and blanks do not.</summary>
    public virtual bool AsksTheSame(Question first, Question second) =>
        first.Options.Select(o => (o.Right, o.Group)).SequenceEqual(second.Options.Select(o => (o.Right, o.Group)));
}
