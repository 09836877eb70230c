using System.Collections;
using System.Globalization;
using System.Text;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Courses.Records;

/// <summary>
/// The data in the file of a member's own record: every row as it is stored, the entries of the ledger about the member, and one
/// proof for all of them. Of other people it says only that there was another: whom a row names beside the member is theirs.
/// </summary>
public sealed class RecordData(CoursesDb db)
{
    /// <summary>Few enough for the parameters of one query in both databases.</summary>
    private const int AtOnce = 5_000;

    private const long LargestInJson = 1L << 53;

    /// <returns>Canonical JSON (RFC 8785).</returns>
    public async Task<Outcome<string>> RunAsync(OwnRecordSheet sheet, IReadOnlyDictionary<string, object?> account, CancellationToken ct)
    {
        // A row that waits to be sealed is in the file without a proof; the next file has one.
        var log = new PublishedLog(db);
        if (await log.CosignedAsync(1, ct) is not { } checkpoint)
        {
            return new Refusal("Ledger.NotSealedYet");
        }

        var proved = sheet.Rows.Where(r => r.Index < checkpoint.Size).Select(r => r.Index!.Value).Order().ToList();
        var json = new Dictionary<string, object?>
        {
            ["v"] = 1,
            ["kind"] = SubjectFile.Kind,
            ["subject"] = sheet.Subject,
            ["at"] = sheet.At,
            ["account"] = account,
            ["standings"] = sheet.Standing.Standings.Select(s => new Dictionary<string, object?>
            {
                ["requirement"] = s.Requirement.Key,
                ["due"] = s.Requirement.DueOn,
                ["box"] = s.Standing.Box.ToString(),
                ["reason"] = s.Standing.Reason.ToString(),
                ["overdue"] = s.Standing.IsOverdue,
                ["quarters"] = s.Standing.Hours?.Quarters,
                ["owed"] = s.Standing.Threshold?.Quarters,
                ["evidence"] = s.Standing.Evidence,
            }).ToList(),
            ["rows"] = sheet.Rows.Select(r => Row(r, checkpoint.Size, sheet.Person.MemberId)).ToList(),
            ["entries"] = await EntriesAsync(proved, ct),
            ["inclusion"] = (await log.Tree(checkpoint.Size).MultiProofAsync(proved, ct)).Select(Convert.ToBase64String).ToList(),
            ["checkpoint"] = checkpoint.Note,
        };
        return Encoding.UTF8.GetString(CanonicalJson.Write(json));
    }

    private async Task<List<Dictionary<string, object?>>> EntriesAsync(List<long> indices, CancellationToken ct)
    {
        var entries = new List<Dictionary<string, object?>>();
        foreach (var chunk in indices.Chunk(AtOnce))
        {
            var found = await db.Evidence.AsNoTracking().Where(e => e.Index != null && chunk.Contains(e.Index.Value)).OrderBy(e => e.Index).Select(e => new { e.Index, e.Body }).ToListAsync(ct);
            entries.AddRange(found.Select(e => new Dictionary<string, object?> { ["index"] = e.Index, ["entry"] = Encoding.UTF8.GetString(e.Body) }));
        }

        return entries;
    }

    private static Dictionary<string, object?> Row(HeldRow row, long size, MemberId self) => new()
    {
        ["table"] = row.Table.GetTableName(),
        ["source"] = row.Source,
        ["index"] = row.Index < size ? row.Index : null,
        ["held"] = Values(row.Table, row.Row, self),
    };

    private static Dictionary<string, object?> Values(IEntityType type, object row, MemberId self)
    {
        var values = type.GetProperties().Where(p => p.PropertyInfo is not null).ToDictionary(p => p.Name, p => Value(p.PropertyInfo!.GetValue(row), self));
        foreach (var owned in type.GetNavigations().Where(n => n.TargetEntityType.IsOwned() && n.IsCollection && n.PropertyInfo is not null))
        {
            values[owned.Name] = ((IEnumerable)owned.PropertyInfo!.GetValue(row)!).Cast<object>().Select(item => Values(owned.TargetEntityType, item, self)).ToList();
        }

        return values;
    }

    private static object? Value(object? value, MemberId self) => value switch
    {
        MemberId member => member == self ? "self" : "another",
        UnitId unit => unit.Value,
        Enum word => word.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),

        // The seed of a paper is larger than what other readers of JSON count exactly.
        long and (> LargestInJson or < -LargestInJson) => ((long)value).ToString(CultureInfo.InvariantCulture),
        null or string or bool or int or long or Guid or DateOnly or DateTime => value,
        _ => value.ToString(),
    };
}
