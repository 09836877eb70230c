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
            [.. yaml.Thresholds.Select(t => new Threshold(t.Key, [.. t.Posts.Select(Word<PostKind>)], Quarters(t.CreditHours), Rule(t.Rule)))],
            new AbsenceLimit(yaml.AbsenceLimit.Parts, yaml.AbsenceLimit.Of, Rule(yaml.AbsenceLimit.Rule)),
            TariffOf(yaml.Tariff),
            Rule(yaml.Tariff.Rule),
            [.. yaml.Exemptions.Select(e => new ExemptionRule(e.Reason, [.. e.Kinds.Select(Word<ExemptionKind>)], Rule(e.Rule)))],
            [.. (yaml.Personal ?? []).Select(p => new PersonalRule(Word<RequirementKind>(p.Kind), p.Title.Text(), Words<PostKind>(p.Posts), p.Months, p.Classes, Rule(p.Rule)))],
            yaml.Statistics is { } sheet ? StatisticsOf(sheet, Rule) : null,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            text);
        return Checked(pack);
    }

    private static Tariff TariffOf(TariffYaml yaml) => new(
        [.. yaml.Courses.Select(c => new TariffStep(c.FromMinutes, Quarters(c.CreditHours))).OrderByDescending(c => c.FromMinutes)],
        Quarters(yaml.PassedTest),
        Quarters(yaml.FullDay),
        Quarters(yaml.HalfDay),
        yaml.CountsIncompleteClasses)
    {
        Caps = [.. (yaml.Caps ?? []).Select(c => new CreditCap(Words<CreditLineKind>(c.Kinds), Quarters(c.CreditHours)))],
    };

    private static StatisticsRules StatisticsOf(StatisticsYaml yaml, Func<RuleYaml, RuleReference> rule) => new(
        Words<AttendanceKind>(yaml.Attendance.Counts),
        rule(yaml.Attendance.Rule),
        [.. yaml.Rows.Select(r => new StatisticsRow(
            Key(r.Key),
            r.Title.Text(),
            Words<AttendanceKind>(r.Counts),
            Words<PostKind>(r.Posts),
            Words<BranchSettingKind>(r.Settings),
            Words<MemberCircumstanceKind>(r.Circumstances),
            r.AdmittedWithinMonths,
            rule(r.Rule)))],
        [.. yaml.Branches.Select(b => new BranchStandard(Key(b.Key), b.Title.Text(), Words<PostKind>(b.Posts), b.Parts, b.Of, rule(b.Rule)))]);

    private static IReadOnlyList<T> Words<T>(List<string>? names)
        where T : struct, Enum => [.. (names ?? []).Select(Word<T>)];

    /// <summary>A number would be taken for the word at that place, and a word added later would change what it means.</summary>
    private static T Word<T>(string name)
        where T : struct, Enum => Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name) : throw new FormatException($"'{name}' is none of: {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>It stands in addresses.</summary>
    private static string Key(string key) => Unit.IsCode(key) ? key : throw new FormatException($"'{key}' is no key: lower-case letters, digits, hyphens");

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

        if (pack.Tariff.Caps.SelectMany(c => c.Kinds).GroupBy(kind => kind).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"{twice.Key} is under two caps, and which comes first would decide");
        }

        if (pack.AbsenceLimit.Of <= 0)
        {
            throw new FormatException("the absence limit is a share of nothing");
        }

        CheckPersonal(pack.Personal);
        CheckStatistics(pack.Statistics);
        return pack;
    }

    private static void CheckPersonal(IReadOnlyList<PersonalRule> rules)
    {
        if (rules.FirstOrDefault(r => !r.Kind.IsPersonal()) is { } yearly)
        {
            throw new FormatException($"{yearly.Kind} has no period of each member's own");
        }

        if (rules.GroupBy(r => r.Kind).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"there are two rules for {twice.Key}");
        }

        if (rules.FirstOrDefault(r => r.Months < 1 || r.Classes < 1) is { } empty)
        {
            throw new FormatException($"{empty.Kind} asks for nothing: months and classes begin at 1");
        }

        if (rules.FirstOrDefault(r => (r.Kind == RequirementKind.AfterAppointment) != r.Posts.Count > 0) is { } posts)
        {
            throw new FormatException($"{posts.Kind} must {(posts.Posts.Count > 0 ? "not name posts" : "name the posts that begin it")}");
        }
    }

    private static void CheckStatistics(StatisticsRules? sheet)
    {
        if (sheet is null)
        {
            return;
        }

        if (sheet.Counts.Contains(AttendanceKind.ClassAttended) && sheet.Counts.Contains(AttendanceKind.ClassCompleted))
        {
            throw new FormatException("one class would be counted twice (ClassAttended and ClassCompleted)");
        }

        if (sheet.Rows.Count == 0 || !sheet.Rows[0].IsForEverything)
        {
            throw new FormatException("the first row of the statistics is not the total of all attendances");
        }

        if (sheet.Rows.Select(r => r.Key).Concat(sheet.Standards.Select(s => s.Key)).GroupBy(key => key).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"the statistics have two lines '{twice.Key}'");
        }

        foreach (var kind in sheet.Rows.SelectMany(r => r.Kinds).Except(sheet.Counts))
        {
            throw new FormatException($"a row counts {kind}, which is no attendance by these rules");
        }

        if (sheet.Standards.Any(s => s.Of <= 0 || s.Parts <= 0 || s.Parts > s.Of))
        {
            throw new FormatException("a branch's standard is not a share between nothing and everybody");
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Quarters(string creditHours)
    {
        var quarters = decimal.Parse(creditHours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 4;
        return quarters == decimal.Truncate(quarters)
            ? (int)quarters
            : throw new FormatException($"{creditHours} credit hours is not a whole number of quarters");
    }
}
