using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;

namespace Learning.Courses.Quizzes;

/// <summary>What one person has read on a sheet. Typed again, by whomever, it is another row; the last one holds.</summary>
/// <param name="Number">Counts the keyings of a sheet, from 1.</param>
/// <param name="Answers">Canonical JSON of the responses by slot, as an attempt stores them; empty ones are left out.</param>
/// <param name="WrittenOn">The day on which the member wrote it.</param>
public sealed record PaperKeying(
    Guid Id, MemberId MemberId, Guid SheetId, int Number, string Answers, DateOnly WrittenOn, MemberId KeyedBy, DateTime RecordedAt) : IOfMember, IProvable
{
    public EvidenceFacts Evidence() => new(
        "paper.keyed",
        MemberId,
        KeyedBy,
        new Dictionary<string, object?>
        {
            ["sheet"] = SheetId,
            ["number"] = Number,
            ["written"] = WrittenOn,
            ["answers"] = Hash,
        });

    /// <summary>Before the hash of answers that are kept no longer, because the member has been erased. No JSON begins so.</summary>
    private const string Gone = "sha256:";

    private string Hash => Answers.StartsWith(Gone, StringComparison.Ordinal)
        ? Answers[Gone.Length..]
        : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Answers)));

    /// <summary>What stays instead of the answers, so that the entry in the ledger still is that of this row.</summary>
    internal string Forgotten() => Gone + Hash;

    public static string Write(IEnumerable<KeyValuePair<int, string>> responses) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(
        responses.Where(r => r.Value.Length > 0).ToDictionary(r => r.Key.ToString(CultureInfo.InvariantCulture), object? (r) => r.Value)));

    public IReadOnlyDictionary<int, string> Responses() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Answers.StartsWith(Gone, StringComparison.Ordinal) ? "{}" : Answers)!.ToDictionary(r => int.Parse(r.Key, CultureInfo.InvariantCulture), r => r.Value);
}

/// <summary>A second person has compared the sheet with what was keyed. The attempt it became names the sheet.</summary>
public sealed class PaperConfirmation : Confirmation
{
    public PaperConfirmation(Guid id, PaperKeying keying, DateTime recordedAt, MemberId recordedBy)
        : base(id, keying.Id, keying.MemberId, recordedAt, recordedBy) => SheetId = keying.SheetId;

    private PaperConfirmation()
    {
    }

    /// <summary>Unique too: of all that was keyed of a sheet, one is confirmed.</summary>
    public Guid SheetId { get; private set; }

    public override EvidenceFacts Evidence() => new(
        "paper.confirmed", MemberId, RecordedBy, new Dictionary<string, object?> { ["sheet"] = SheetId, ["keying"] = ConfirmsId });
}
