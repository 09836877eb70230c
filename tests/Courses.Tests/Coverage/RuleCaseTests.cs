using System.Globalization;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Tests.Conventions;

namespace Learning.Courses.Tests.Coverage;

/// <summary>The cases of docs/rule-cases.md, worked out by hand from the articles: the table is the test.</summary>
public sealed class RuleCaseTests
{
    private const int Fewest = 90;
    private const int QuartersInHour = 4;
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly MemberId Member = MemberId.New(Now);

    /// <summary>The pack in force with a cap that no shipped pack has.</summary>
    private static readonly RulePack Capped = RulePackFile.Read("capped.yaml", RulePacks.For(new DateOnly(2026, 12, 31)).Text
        .Replace("  halfDay: 4\n", "  halfDay: 4\n  caps:\n    - { kinds: [Course, Test], creditHours: 2 }\n", StringComparison.Ordinal));

    public static TheoryData<string> Lines => [.. File.ReadLines(Path.Combine(SourceTree.Root, "docs", "rule-cases.md"))
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).Where(line => line.StartsWith('|'))];

    [Theory, MemberData(nameof(Lines))]
    public void A_case_is_decided_as_on_paper(string line)
    {
        var row = new Row([.. line.Trim('|').Split('|').Select(cell => cell.Trim())]);
        var pack = row.IsCapped ? Capped : RulePacks.For(new DateOnly(row.Year, 12, 31));

        var standing = Standing.Find(row.Requirement(pack), pack, row.Facts(pack), row.By);

        Assert.Equal(row.Box, standing switch { null => "not concerned", { IsOverdue: true } => $"{standing.Box}, overdue", _ => $"{standing.Box}" });
        Assert.Equal(row.Hours, standing?.Hours is { } hours ? $"{InHours(hours.Quarters)}/{InHours(standing!.Threshold!.Quarters)}" : "");
    }

    [Fact]
    public void There_are_enough_cases_and_each_names_a_rule_that_the_packs_know()
    {
        var known = RulePacks.All.SelectMany(Rules).Select(r => r.Article ?? (r.Source.En.StartsWith("National", StringComparison.Ordinal) ? "plan" : "district")).ToHashSet();

        Assert.True(Lines.Count >= Fewest);
        Assert.All(Lines, line => Assert.Contains(line.Data.Split('|')[2].Trim(), known));
    }

    private static IEnumerable<RuleReference> Rules(RulePack pack) =>
        [.. pack.Thresholds.Select(t => t.Rule), .. pack.Personal.Select(p => p.Rule), pack.AbsenceLimit.Rule, pack.TariffRule, .. pack.Exemptions.Select(e => e.Rule)];

    private static string InHours(int quarters) => ((decimal)quarters / QuartersInHour).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Year, rule, what, on record, by, box, hours, why.</summary>
    private sealed record Row(string[] Cells)
    {
        public int Year { get; } = int.Parse(Cells[0], CultureInfo.InvariantCulture);

        public bool IsCapped => Cells[2] == "capped";

        public DateOnly By => Day(Cells[4]);

        public string Box => Cells[5];

        public string Hours => Cells[6];

        public Requirement Requirement(RulePack pack)
        {
            var district = new Unit(UnitId.New(Now), null, UnitKind.District, "d", "区", Now);
            var kind = Cells[2] switch
            {
                "rotating" => RequirementKind.RotatingTraining,
                "regular" or "capped" => RequirementKind.RegularEducation,
                "new-post" => RequirementKind.AfterAppointment,
                "new-member" => RequirementKind.AfterAdmission,
                _ => throw new FormatException($"'{Cells[2]}' is no requirement"),
            };
            return new Requirement(Id(), "key", kind, "要求", "Requirement", district, new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31), pack.Key, Now);
        }

        public MemberFacts Facts(RulePack pack)
        {
            var facts = MemberFacts.None;
            foreach (var entry in Cells[3].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var words = entry.Split(' ');
                facts = words[0] switch
                {
                    "class" => facts with { Classes = [.. facts.Classes, Class(words, pack)] },
                    "place" or "sat" => facts with { Placements = [.. facts.Placements, Place(words)] },
                    "course" => facts with { Courses = [.. facts.Courses, new PassedCourse(Id(), Member, "course", Number(words[2]), words[^1] == "+test", Day(words[1]))] },
                    "post" => facts with { Posts = [.. facts.Posts, new PostHeld(Id(), Member, Enum.Parse<PostKind>(words[1]), Period(words[2]).From, Period(words[2]).To)] },
                    "admitted" => facts with { AdmittedOn = Day(words[1]) },
                    "visit" => facts with { Visits = [.. facts.Visits, new VisitPaid(Id(), Member, Day(words[1]))] },
                    _ => facts with { Exemptions = [.. facts.Exemptions, new ExemptionHeld(Id(), Member, Excuse(words[0]), words[1], Period(words[2]).From, Period(words[2]).To)] },
                };
            }

            return facts;
        }

        private FinishedClass Class(string[] words, RulePack pack)
        {
            var hours = words[2].Split('/').Select(h => Number(h) * QuartersInHour).ToList();
            return new FinishedClass(Id(), Member, Id(), pack.AbsenceLimit.Allows(hours[1], hours[0]), hours[1], hours[0], Day(words[1]));
        }

        private Placement Place(string[] words) => new(Id(), Member, Id(), Period(words[1]).From, Period(words[1]).To!.Value, words[0] == "sat");

        private static ExemptionKind Excuse(string word) => word switch
        {
            "exempt" => ExemptionKind.Exempt,
            "deferred" => ExemptionKind.Deferred,
            "no-contact" => ExemptionKind.OutOfContact,
            _ => throw new FormatException($"'{word}' is nothing that can be on record"),
        };

        private (DateOnly From, DateOnly? To) Period(string words) =>
            words.Split("..") is [var from, var to] ? (Day(from), to.Length == 0 ? null : Day(to)) : throw new FormatException($"'{words}' is no period");

        private DateOnly Day(string words) => DateOnly.ParseExact(words.Length == 5 ? $"{Year}-{words}" : words, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static int Number(string words) => int.Parse(words, CultureInfo.InvariantCulture);

        private static Guid Id() => RowId.At(Now);
    }
}
