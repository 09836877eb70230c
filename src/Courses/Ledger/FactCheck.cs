using System.Buffers.Binary;
using System.Buffers.Text;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>Compares the rows people see with their entries: a row must still say, byte for byte, what was put on record.</summary>
internal sealed class FactCheck(CoursesDb db)
{
    private const int KeysAtOnce = 5_000;
    private readonly FactRows facts = new(db);
    private HashSet<ulong>? livingNames;

    /// <summary>The first of these entries whose row is gone or says something else.</summary>
    public async Task<LedgerFault?> FindChangedAsync(List<EvidenceEntry> entries, CancellationToken ct)
    {
        var rows = await facts.FindAsync(entries, ct);
        var keys = await KeysAsync(rows.Values, ct);
        foreach (var entry in entries)
        {
            if (!rows.TryGetValue(entry.SourceId, out var row))
            {
                return LedgerRecount.FaultOf("Ledger.FactMissing", entry);
            }

            if (!await SaysTheSameAsync(entry, row, keys, ct))
            {
                return LedgerRecount.FaultOf("Ledger.FactChanged", entry);
            }
        }

        return null;
    }

    public async Task<LedgerFault?> FindWithoutEvidenceAsync(CancellationToken ct) =>
        await facts.FindWithoutEvidenceAsync(1, ct) is [var row]
            ? new LedgerFault(new Refusal("Ledger.FactWithoutEvidence", row.Evidence().Kind, row.Id), null, null, row.Evidence().Kind)
            : null;

    /// <summary>When an entry is gone its row still stands there. If there are several such rows we cannot tell which is meant.</summary>
    public async Task<string?> KindOfTheOneWithoutEvidenceAsync(CancellationToken ct) =>
        await facts.FindWithoutEvidenceAsync(2, ct) is [var row] ? row.Evidence().Kind : null;

    private async Task<bool> SaysTheSameAsync(EvidenceEntry entry, IProvable row, Dictionary<MemberId, byte[]> keys, CancellationToken ct)
    {
        if (EvidenceStatement.Read(entry.Body).Value is not { } statement)
        {
            return false;
        }

        var fact = row.Evidence();
        var body = EvidenceEntry.BodyOf(
            entry.Id,
            row,
            fact,
            await NameAsync(fact.Subject, Pseudonym.Subject, statement.Subject, keys, ct),
            await NameAsync(fact.Actor, Pseudonym.Actor, statement.Actor, keys, ct));
        return body.AsSpan().SequenceEqual(entry.Body);
    }

    private async Task<string?> NameAsync(MemberId? member, string purpose, string? stored, Dictionary<MemberId, byte[]> keys, CancellationToken ct)
    {
        if (member is not { } m || stored is null)
        {
            return null;
        }

        if (keys.TryGetValue(m, out var key))
        {
            return Pseudonym.Of(key, purpose);
        }

        // The member has been erased, and nobody can tell any more whom the entry names. Unless it names one of the living: then
        // the row has been turned to another person.
        livingNames ??= await LivingNamesAsync(ct);
        return livingNames.Contains(Shorten(stored)) ? null : stored;
    }

    private async Task<Dictionary<MemberId, byte[]>> KeysAsync(IEnumerable<IProvable> rows, CancellationToken ct)
    {
        var members = rows.Select(r => r.Evidence()).SelectMany(f => new[] { f.Subject, f.Actor }).OfType<MemberId>().Distinct().ToList();
        return await db.MemberKeys.AsNoTracking().Where(k => members.Contains(k.MemberId)).ToDictionaryAsync(k => k.MemberId, k => k.Key, ct);
    }

    /// <summary>The pseudonyms of everybody who has a key, shortened: a province has millions.</summary>
    private async Task<HashSet<ulong>> LivingNamesAsync(CancellationToken ct)
    {
        var names = new HashSet<ulong>();
        for (var taken = 0; ; taken += KeysAtOnce)
        {
            var keys = await db.MemberKeys.AsNoTracking().OrderBy(k => k.MemberId).Skip(taken).Take(KeysAtOnce).ToListAsync(ct);
            foreach (var key in keys)
            {
                names.Add(Shorten(Pseudonym.Of(key.Key, Pseudonym.Subject)));
                names.Add(Shorten(Pseudonym.Of(key.Key, Pseudonym.Actor)));
            }

            if (keys.Count < KeysAtOnce)
            {
                return names;
            }
        }
    }

    private static ulong Shorten(string pseudonym)
    {
        Span<byte> bytes = stackalloc byte[32];
        return Base64Url.TryDecodeFromChars(pseudonym, bytes, out var length) && length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;
    }
}
