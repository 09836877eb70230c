using System.Globalization;
using System.Text.Json;

namespace Learning.Courses.Coverage;

/// <summary>What the verifier needs of the facts of an entry. What an entry does not say is null; what it says in another form too.</summary>
/// <param name="On">The day of a class, a pass, a visit.</param>
internal sealed record EntryFacts(string? Unit, DateOnly? From, DateOnly? To, bool HasTo, DateOnly? On, string? Exemption, long? Attended)
{
    public static EntryFacts Read(string facts)
    {
        using var json = JsonDocument.Parse(facts);
        var root = json.RootElement;
        return new EntryFacts(
            Text("unit"), Day("from"), Day("to"), root.TryGetProperty("to", out _), Day("on"), Text("exemption"), Number("attended"));

        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        long? Number(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>A fact with two days holds on this one.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (!HasTo || To >= day);
}
