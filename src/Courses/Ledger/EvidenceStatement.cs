using System.Globalization;
using System.Text.Json;

namespace Learning.Courses.Ledger;

/// <summary>What an entry says, read back from its bytes. Subject and actor are pseudonyms; only the district can say who they are.</summary>
/// <param name="Facts">The JSON object of the kind's own members, as text.</param>
public sealed record EvidenceStatement(
    Guid Id, string Kind, DateTime At, Guid Source, string? Subject, string? Actor, Guid? Corrects, string Facts)
{
    /// <summary>Two members of one name could be read as either: such bytes say nothing.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static Outcome<EvidenceStatement> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new Refusal("Verify.NotAnEntry");
        }
    }

    private static EvidenceStatement Read(JsonElement entry)
    {
        if (entry.GetProperty("v").GetInt32() != 1)
        {
            throw new FormatException("Another version of the format.");
        }

        return new EvidenceStatement(
            entry.GetProperty("id").GetGuid(),
            Required("kind"),
            DateTime.ParseExact(
                Required("at"), CanonicalJson.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            entry.GetProperty("source").GetGuid(),
            Optional("subject"),
            Optional("actor"),
            entry.TryGetProperty("corrects", out var corrects) ? corrects.GetGuid() : null,
            entry.GetProperty("facts").GetRawText());

        string? Optional(string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
        string Required(string name) => Optional(name) ?? throw new FormatException($"An entry has a {name}.");
    }
}
