using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Ledger;

/// <summary>
/// One line of the ledger: bytes, and the place the sealing job gives them. The bytes are canonical JSON (RFC 8785) and never
/// change; they hold no personal data.
/// </summary>
public sealed class EvidenceEntry
{
    public EvidenceEntry(Guid id, Guid sourceId, string kind, DateTime at, byte[] body)
    {
        // C2SP tlog-tiles frames an entry with a 16-bit length.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, ushort.MaxValue);
        (Id, SourceId, Kind, At, Body) = (id, sourceId, kind, at, body);
    }

    private EvidenceEntry()
    {
        Kind = "";
        Body = [];
    }

    public Guid Id { get; private set; }

    /// <summary>The row this entry is the evidence of. See <see cref="IProvable.Id"/>.</summary>
    public Guid SourceId { get; private set; }
    public string Kind { get; private set; }
    public DateTime At { get; private set; }
    public byte[] Body { get; private set; }

    /// <summary>The leaf number in the tree; null until <see cref="SealLedger"/> gives it. Unique, so two sealing runs cannot both win.</summary>
    public long? Index { get; private set; }

    /// <summary>Makes the entry of a row. <paramref name="key"/> gives the pseudonym key of a member; a member without one (erased) is an error here.</summary>
    public static EvidenceEntry Of(IProvable row, EvidenceFacts facts, Func<MemberId, byte[]> key)
    {
        var id = RowId.At(row.RecordedAt);
        var subject = facts.Subject is { } s ? Pseudonym.Of(key(s), Pseudonym.Subject) : null;
        var actor = facts.Actor is { } a ? Pseudonym.Of(key(a), Pseudonym.Actor) : null;
        return new EvidenceEntry(id, row.Id, facts.Kind, row.RecordedAt, BodyOf(id, row, facts, subject, actor));
    }

    /// <summary>The bytes of the entry. Also tells later whether a row is still what its entry says; so these members stay as they are while v is 1.</summary>
    public static byte[] BodyOf(Guid id, IProvable row, EvidenceFacts facts, string? subject, string? actor) =>
        CanonicalJson.Write(new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v"] = 1,
            ["id"] = id,
            ["kind"] = facts.Kind,
            ["at"] = row.RecordedAt,
            ["source"] = row.Id,
            ["subject"] = subject,
            ["actor"] = actor,
            ["corrects"] = facts.Corrects,
            ["facts"] = facts.Facts,
        });
}

/// <summary>How the ledger names a person: HMAC-SHA-256 of the purpose under the person's own random key, first 18 bytes in base64url.</summary>
public static class Pseudonym
{
    public const string Subject = "ledger.subject.v1";
    public const string Actor = "ledger.actor.v1";

    public static string Of(byte[] memberKey, string purpose) =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(memberKey, Encoding.UTF8.GetBytes(purpose)).AsSpan(0, 18));
}
