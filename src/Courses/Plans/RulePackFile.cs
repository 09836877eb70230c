using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Learning.Courses.Plans;

/// <summary>
/// Reads the YAML of a rule pack. People write credit hours (0.5), the program counts quarters (2); a number that is not a
/// whole number of quarters is refused rather than rounded, and so is a word the format does not know.
/// </summary>
internal static class RulePackFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .WithEnforceRequiredMembers()
        .Build();

    public static RulePack Read(string file, string text)
    {
        try
        {
            return Build(Yaml.Deserialize<PackYaml>(text), text);
        }
        catch (Exception e) when (e is YamlException or FormatException or KeyNotFoundException or ArgumentException or NullReferenceException)
        {
            throw new RulePackException($"Rule pack {file}: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static RulePack Build(PackYaml yaml, string text)
    {
        var sources = yaml.Sources.ToDictionary(s => s.Key, s => s.Value.Text());
        RuleReference Rule(RuleYaml rule) => new(sources[rule.Source], rule.Article, rule.Confirm);
        var pack = new RulePack(
            yaml.Key,
            yaml.Title.Text(),
            Day(yaml.ValidFrom),
            yaml.ValidTo is null ? null : Day(yaml.ValidTo),
            [.. yaml.Thresholds.Select(t => new Threshold(t.Key, [.. t.Posts.Select(Enum.Parse<PostKind>)], Quarters(t.CreditHours), Rule(t.Rule)))],
            new AbsenceLimit(yaml.AbsenceLimit.Parts, yaml.AbsenceLimit.Of, Rule(yaml.AbsenceLimit.Rule)),
            TariffOf(yaml.Tariff),
            Rule(yaml.Tariff.Rule),
            [.. yaml.Exemptions.Select(e => new ExemptionRule(e.Reason, [.. e.Kinds.Select(Enum.Parse<ExemptionKind>)], Rule(e.Rule)))],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            text);
        return Checked(pack);
    }

    private static Tariff TariffOf(TariffYaml yaml) => new(
        [.. yaml.Courses.Select(c => new TariffStep(c.FromMinutes, Quarters(c.CreditHours))).OrderByDescending(c => c.FromMinutes)],
        Quarters(yaml.PassedTest),
        Quarters(yaml.FullDay),
        Quarters(yaml.HalfDay),
        yaml.CountsIncompleteClasses);

    /// <summary>What would otherwise fail on the day somebody meets it.</summary>
    private static RulePack Checked(RulePack pack)
    {
        if (pack.ValidTo < pack.ValidFrom)
        {
            throw new FormatException("it ends before it begins");
        }

        if (!pack.Thresholds.Any(t => t.Posts.Count == 0))
        {
            throw new FormatException("no threshold is for everybody (posts: [])");
        }

        if (pack.Tariff.Courses.Count == 0 || pack.Tariff.Courses[^1].FromMinutes != 0)
        {
            throw new FormatException("the tariff of courses does not begin at 0 minutes");
        }

        return pack.AbsenceLimit.Of > 0 ? pack : throw new FormatException("the absence limit is a share of nothing");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Quarters(string creditHours)
    {
        var quarters = decimal.Parse(creditHours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 4;
        return quarters == decimal.Truncate(quarters)
            ? (int)quarters
            : throw new FormatException($"{creditHours} credit hours is not a whole number of quarters");
    }

    private sealed class PackYaml
    {
        public required string Key { get; set; }
        public required WordsYaml Title { get; set; }
        public required string ValidFrom { get; set; }
        public string? ValidTo { get; set; }
        public required Dictionary<string, WordsYaml> Sources { get; set; }
        public required List<ThresholdYaml> Thresholds { get; set; }
        public required AbsenceYaml AbsenceLimit { get; set; }
        public required TariffYaml Tariff { get; set; }
        public required List<ExemptionYaml> Exemptions { get; set; }
    }

    private sealed class WordsYaml
    {
        public required string Zh { get; set; }
        public required string En { get; set; }

        public LocalText Text() => new(Zh, En);
    }

    private sealed class RuleYaml
    {
        public required string Source { get; set; }
        public string? Article { get; set; }
        public bool Confirm { get; set; }
    }

    private sealed class ThresholdYaml
    {
        public required string Key { get; set; }
        public required List<string> Posts { get; set; }
        public required string CreditHours { get; set; }
        public required RuleYaml Rule { get; set; }
    }

    private sealed class AbsenceYaml
    {
        public int Parts { get; set; }
        public int Of { get; set; }
        public required RuleYaml Rule { get; set; }
    }

    private sealed class TariffYaml
    {
        public required List<StepYaml> Courses { get; set; }
        public required string PassedTest { get; set; }
        public required string FullDay { get; set; }
        public required string HalfDay { get; set; }
        public bool CountsIncompleteClasses { get; set; }
        public required RuleYaml Rule { get; set; }
    }

    private sealed class StepYaml
    {
        public int FromMinutes { get; set; }
        public required string CreditHours { get; set; }
    }

    private sealed class ExemptionYaml
    {
        public required string Reason { get; set; }
        public required List<string> Kinds { get; set; }
        public required RuleYaml Rule { get; set; }
    }
}
