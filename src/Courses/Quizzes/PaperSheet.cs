using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Quizzes;

/// <summary>
/// A paper printed for one member, frozen as an attempt's is. It becomes an attempt when two people have read what was written
/// on it; until then it counts for nothing, and printing it again prints the same.
/// </summary>
public sealed class PaperSheet : IOfMember, IProvable
{
    /// <summary>Crockford's base 32: no letter that an eye takes for a digit.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int CodeLength = 8;

    private readonly List<PaperSlot> slots = [];

    public PaperSheet(
        Guid id, MemberId memberId, string courseKey, string courseEditionHash, int passPercent, long seed, string language, MemberId? issuedBy, DateTime issuedAt, IEnumerable<PaperSlot> paper)
    {
        (Id, MemberId, CourseKey, CourseEditionHash, PassPercent, Seed) = (id, memberId, courseKey, courseEditionHash, passPercent, seed);
        (Language, IssuedBy, RecordedAt, Code) = (language, issuedBy, issuedAt, RandomNumberGenerator.GetString(Alphabet, CodeLength));
        slots.AddRange(paper);
    }

    private PaperSheet()
    {
        CourseKey = CourseEditionHash = Language = Code = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public string CourseKey { get; private set; }
    public string CourseEditionHash { get; private set; }
    public int PassPercent { get; private set; }
    public long Seed { get; private set; }
    public string Language { get; private set; }

    /// <summary>Stands on every page of the sheet, so that a stack of paper finds its members again. Unique.</summary>
    public string Code { get; private set; }
    public MemberId? IssuedBy { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public IReadOnlyList<PaperSlot> Slots => slots;

    /// <summary>As people type a code: with spaces, in lower case, O for nought.</summary>
    public static string CodeOf(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return new string([.. typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
    }

    public EvidenceFacts Evidence() => new(
        "paper.issued",
        MemberId,
        IssuedBy,
        new Dictionary<string, object?>
        {
            ["course"] = CourseKey,
            ["edition"] = CourseEditionHash,
            ["pass"] = PassPercent,
            ["paper"] = slots.OrderBy(s => s.Slot).Select(s => s.QuestionHash).ToList(),
        });
}
