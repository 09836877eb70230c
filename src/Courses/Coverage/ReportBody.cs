using System.Globalization;
using System.Text.Json;
using Learning.Courses.Ledger;

namespace Learning.Courses.Coverage;

/// <summary>
/// What a report says, to the last byte: part of the public format, so members of the JSON are never renamed while v is 1.
/// </summary>
/// <param name="CheckpointNote">The signed checkpoint under which everything lies that the report rests on.</param>
/// <param name="Units">The unit and all units below it, by path.</param>
/// <param name="Members">By pseudonym, so that nobody can be in it twice unseen.</param>
public sealed record ReportBody(
    string RequirementKey,
    string RequirementKind,
    DateOnly From,
    DateOnly DueOn,
    string UnitPath,
    DateOnly Day,
    DateTime KnownAt,
    ReportRules Rules,
    string CheckpointNote,
    IReadOnlyList<ReportEdition> Editions,
    IReadOnlyList<ReportUnit> Units,
    IReadOnlyList<ReportMember> Members)
{
    /// <summary>Two members of one name could be read as either.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public BoxCounts Total => Units.FirstOrDefault(u => u.Path == UnitPath)?.Counts ?? BoxCounts.None;

    public byte[] ToBytes() => CanonicalJson.Write(new Dictionary<string, object?>
    {
        ["v"] = 1,
        ["requirement"] = RequirementKey,
        ["of"] = RequirementKind,
        ["from"] = From,
        ["due"] = DueOn,
        ["unit"] = UnitPath,
        ["day"] = Day,
        ["known"] = KnownAt,
        ["rules"] = new object[] { Rules.Key, Rules.Hash },
        ["checkpoint"] = CheckpointNote,
        ["editions"] = Editions.Select(e => new object[] { e.CourseKey, e.Hash }),
        ["units"] = Units.Select(u => u.ToRow()),
        ["members"] = Members.Select(m => m.ToRow()),
    });

    /// <summary>Reads only what <see cref="ToBytes"/> could have written: any other spelling of the same report is another file.</summary>
    public static Outcome<ReportBody> Read(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Strict);
            var body = Read(json.RootElement);
            return body.ToBytes().AsSpan().SequenceEqual(bytes) ? body : new Refusal("Verify.BadReport");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            return new Refusal("Verify.BadReport");
        }
    }

    private static ReportBody Read(JsonElement report)
    {
        return new ReportBody(
            Text("requirement"),
            Text("of"),
            DayAt("from"),
            DayAt("due"),
            Text("unit"),
            DayAt("day"),
            DateTime.ParseExact(Text("known"), CanonicalJson.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            new ReportRules(report.GetProperty("rules")[0].Text(), report.GetProperty("rules")[1].Text()),
            Text("checkpoint"),
            [.. report.GetProperty("editions").EnumerateArray().Select(e => new ReportEdition(e[0].Text(), e[1].Text()))],
            [.. report.GetProperty("units").EnumerateArray().Select(ReportUnit.Read)],
            [.. report.GetProperty("members").EnumerateArray().Select(ReportMember.Read)]);

        string Text(string name) => report.GetProperty(name).Text();
        DateOnly DayAt(string name) => DateOnly.ParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>The rule pack that judged, in exactly this wording.</summary>
public sealed record ReportRules(string Key, string Hash);

/// <summary>An edition of a course as it stood when the report was frozen.</summary>
public sealed record ReportEdition(string CourseKey, string Hash);

public sealed record ReportUnit(string Path, BoxCounts Counts)
{
    internal object[] ToRow() => [Path, .. Boxes.All.Select(box => (object)Counts[box]), Counts.Overdue];

    internal static ReportUnit Read(JsonElement row)
    {
        var counts = row.EnumerateArray().Skip(1).Select(n => n.GetInt32()).ToList();
        return new ReportUnit(row[0].Text(), new BoxCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7]));
    }
}

/// <summary>One member as the report puts them.</summary>
/// <param name="Subject">The pseudonym of the ledger; it outlives an erasure and then names nobody.</param>
/// <param name="ExemptionCode">Empty when there is none.</param>
/// <param name="Quarters">Credit hours earned, in quarters, and those owed; −1 where hours are not asked for.</param>
/// <param name="RosterEntry">Place in the ledger of the membership that makes the unit answer for the member.</param>
/// <param name="Evidence">Places in the ledger of what puts the member into the box.</param>
public sealed record ReportMember(
    string Subject,
    string BranchPath,
    Box Box,
    bool IsOverdue,
    StandingReason Reason,
    string ExemptionCode,
    int Quarters,
    int Owed,
    long RosterEntry,
    IReadOnlyList<long> Evidence)
{
    /// <summary>Says the same of the member, whatever else it rests on.</summary>
    public bool SaysTheSameAs(ReportMember other) => Key == other.Key;

    private (string, string, Box, bool, StandingReason, string, int, int) Key =>
        (Subject, BranchPath, Box, IsOverdue, Reason, ExemptionCode, Quarters, Owed);

    internal object[] ToRow() =>
        [Subject, BranchPath, Box.ToString(), IsOverdue, Reason.ToString(), ExemptionCode, Quarters, Owed, RosterEntry, Evidence];

    internal static ReportMember Read(JsonElement row) => new(
        row[0].Text(),
        row[1].Text(),
        Enum.Parse<Box>(row[2].Text()),
        row[3].GetBoolean(),
        Enum.Parse<StandingReason>(row[4].Text()),
        row[5].Text(),
        row[6].GetInt32(),
        row[7].GetInt32(),
        row[8].GetInt64(),
        [.. row[9].EnumerateArray().Select(index => index.GetInt64())]);
}

internal static class ReportJson
{
    /// <summary>Null is no text, though a reader of JSON takes it for one.</summary>
    public static string Text(this JsonElement value) => value.GetString() ?? throw new FormatException("A text is missing.");
}
