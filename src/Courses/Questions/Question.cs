using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Learning.Courses.Ledger;

namespace Learning.Courses.Questions;

/// <summary>One question as a member sees it, with what a marker needs to know. Texts are HTML rendered from the author's Markdown.</summary>
/// <param name="Key">The author's id, unique within the course and never reused.</param>
/// <param name="LessonKey">"course/lesson": where the answer is taught.</param>
/// <param name="Options">The choices in the author's order; where an answer is typed the accepted variants as plain text, all right.</param>
public sealed record Question(
    string Key, QuestionKind Kind, string LessonKey, string Stem, IReadOnlyList<QuestionOption> Options, string Explanation)
{
    /// <summary>What the author set otherwise than the kind's own rule: "credit" is "partial".</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The questions asked about a passage, in order; none for every other kind.</summary>
    public IReadOnlyList<Question> Parts { get; init; } = [];

    /// <summary>Not a part of any version: a stored wording has none.</summary>
    public QuestionTags Tags { get; init; } = QuestionTags.None;

    public QuestionVersion ToVersion(string courseKey, string language, DateTime firstSeenAt)
    {
        var body = CanonicalJson.Write(Body());
        return new QuestionVersion(HashOf(body), courseKey, Key, language, Kind, Encoding.UTF8.GetString(body), firstSeenAt);
    }

    /// <summary>See <see cref="QuestionVersion.Hash"/>.</summary>
    public string Hash() => HashOf(CanonicalJson.Write(Body()));

    public static Question From(QuestionVersion version)
    {
        using var body = JsonDocument.Parse(version.Body);
        return From(body.RootElement);
    }

    private static Question From(JsonElement body) => new(
        body.GetProperty("key").GetString()!,
        Enum.Parse<QuestionKind>(body.GetProperty("kind").GetString()!),
        body.GetProperty("lesson").GetString()!,
        body.GetProperty("stem").GetString()!,
        [.. body.GetProperty("options").EnumerateArray().Select(QuestionOption.From)],
        body.GetProperty("explanation").GetString()!)
    {
        Settings = body.TryGetProperty("settings", out var settings)
            ? settings.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetString()!, StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal),
        Parts = body.TryGetProperty("parts", out var parts) ? [.. parts.EnumerateArray().Select(From)] : [],
    };

    private static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private Dictionary<string, object?> Body()
    {
        var body = new Dictionary<string, object?>
        {
            ["key"] = Key,
            ["kind"] = Kind.ToString(),
            ["lesson"] = LessonKey,
            ["stem"] = Stem,
            ["options"] = Options.Select(o => o.Body()).ToList(),
            ["explanation"] = Explanation,
        };

        // What a question does not have is not written: papers of last year name hashes from before there was such a thing.
        if (Settings.Count > 0)
        {
            body["settings"] = Settings.ToDictionary(s => s.Key, object? (s) => s.Value);
        }

        if (Parts.Count > 0)
        {
            body["parts"] = Parts.Select(p => p.Body()).ToList();
        }

        return body;
    }
}
