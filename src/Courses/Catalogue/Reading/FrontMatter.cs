using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>
/// The fields above a text. Read field by field instead of into an object, because an author needs the line of the mistake;
/// fields that nobody asked for are reported too, since "minuts: 12" would otherwise be silently without effect.
/// </summary>
internal sealed class FrontMatter
{
    private const int DeepestNesting = 10;

    private readonly YamlMappingNode fields;
    private readonly ProblemList problems;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private FrontMatter(YamlMappingNode fields, ProblemList problems) => (this.fields, this.problems) = (fields, problems);

    /// <summary>In the file: the YAML begins on its second line.</summary>
    public int Line => LineOf(fields);

    public static FrontMatter? Parse(string text, ProblemList problems)
    {
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
        {
            problems.Add(1, "Content.NoFrontMatter");
            return null;
        }

        try
        {
            var yaml = new YamlStream();
            var head = text[4..(end + 1)];
            if (!IsTooDeep(head))
            {
                yaml.Load(new StringReader(head));
            }

            if (yaml.Documents is [{ RootNode: YamlMappingNode fields }])
            {
                return new FrontMatter(fields, problems);
            }

            problems.Add(1, "Content.NoFrontMatter");
        }
        catch (YamlException e)
        {
            problems.Add((int)e.Start.Line + 1, "Content.BadFrontMatter", e.Message);
        }
        catch (InvalidOperationException e)
        {
            // The scanner throws this, without a line, for a bracket that is never closed.
            problems.Add(1, "Content.BadFrontMatter", e.Message);
        }

        return null;
    }

    public int LineOf(string field) => Find(field) is { } node ? LineOf(node) : Line;

    public bool Has(string field) => Find(field) is not null;

    public void Report(int line, string code, params object[] args) => problems.Add(line, code, args);

    /// <summary>A text that must be there; "" and a problem if it is not.</summary>
    public string Text(string field, int longest = 200)
    {
        var text = OptionalText(field);
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(LineOf(field), "Content.FieldMissing", field);
        }
        else if (text.Length > longest)
        {
            problems.Add(LineOf(field), "Content.FieldTooLong", field, longest);
        }

        return text ?? "";
    }

    public string? OptionalText(string field)
    {
        switch (Find(field))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value?.Trim();
            case var other:
                problems.Add(LineOf(other), "Content.FieldNotText", field);
                return null;
        }
    }

    /// <summary>A whole number that must be there and lie within the bounds; 0 and a problem if not.</summary>
    public int Number(string field, int min, int max)
    {
        var text = Text(field);
        if (text.Length == 0)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        problems.Add(LineOf(field), "Content.NumberOutOfRange", field, min, max);
        return 0;
    }

    public int? OptionalNumber(string field, int min, int max) => Find(field) is null ? null : Number(field, min, max);

    public DateOnly? OptionalDay(string field)
    {
        if (OptionalText(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add(LineOf(field), "Content.NotADay", field);
        return null;
    }

    /// <summary>The fields inside a field; null if it is not there.</summary>
    public FrontMatter? Inside(string field)
    {
        switch (Find(field))
        {
            case null:
                return null;
            case YamlMappingNode inner:
                return new FrontMatter(inner, problems);
            case var other:
                problems.Add(LineOf(other), "Content.FieldNotFields", field);
                return null;
        }
    }

    /// <summary>A list of groups of fields; empty if it is not there.</summary>
    public IEnumerable<FrontMatter> Each(string field)
    {
        switch (Find(field))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(c => c is YamlMappingNode):
                return [.. list.Children.Select(c => new FrontMatter((YamlMappingNode)c, problems))];
            case var other:
                problems.Add(LineOf(other), "Content.FieldNotList", field);
                return [];
        }
    }

    /// <summary>To be called when everything that is known has been asked for.</summary>
    public void ReportUnknownFields()
    {
        foreach (var key in fields.Children.Keys.Where(k => k is not YamlScalarNode { Value: { } name } || !asked.Contains(name)))
        {
            problems.Add(LineOf(key), "Content.FieldUnknown", key.ToString());
        }
    }

    private YamlNode? Find(string field)
    {
        asked.Add(field);
        return fields.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;
    }

    /// <summary>The loader calls itself for each level; ten thousand brackets would end the process and not the reading.</summary>
    private static bool IsTooDeep(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (depth <= DeepestNesting && parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
        }

        return depth > DeepestNesting;
    }

    private static int LineOf(YamlNode node) => (int)node.Start.Line + 1;
}
