using System.Text.Json;

namespace Learning.Courses.Questions;

/// <summary>One line of a question's list.</summary>
public sealed record QuestionOption(string Text, bool Right)
{
    /// <summary>The blank of a cloze to which the line belongs, from 1; 0 where a question has one list only.</summary>
    public int Group { get; init; }

    /// <summary>What belongs to <see cref="Text"/> in a matching question, as plain text.</summary>
    public string Match { get; init; } = "";

    internal static QuestionOption From(JsonElement body) => new(body.GetProperty("text").GetString()!, body.GetProperty("right").GetBoolean())
    {
        Group = body.TryGetProperty("group", out var group) ? group.GetInt32() : 0,
        Match = body.TryGetProperty("match", out var match) ? match.GetString()! : "",
    };

    internal Dictionary<string, object?> Body()
    {
        var body = new Dictionary<string, object?> { ["text"] = Text, ["right"] = Right };
        if (Group > 0)
        {
            body["group"] = Group;
        }

        if (Match.Length > 0)
        {
            body["match"] = Match;
        }

        return body;
    }
}
