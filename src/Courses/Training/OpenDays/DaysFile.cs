using System.Globalization;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Learning.Courses.Training.OpenDays;

/// <summary>Reads days.yaml, which is part of the program: a fault in it is a bug and not a refusal.</summary>
internal static class DaysFile
{
    private static readonly DaysYaml Yaml = Read();

    public static VenueGoal Goal { get; } = new(Yaml.VenueGoal.Stars, Yaml.VenueGoal.Percent, Yaml.VenueGoal.Source);

    public static string LawSource => Yaml.Law.Source;

    public static DateOnly LawFrom { get; } = Day(Yaml.Law.From);

    public static IReadOnlyDictionary<int, HolidayYear> Notices { get; } = Yaml.Notices.ToDictionary(
        n => n.Year,
        n => new HolidayYear(n.Year, [.. n.Holidays.Select(h => new PublicHoliday(Enum.Parse<HolidayKind>(h.Kind), Day(h.From!), Day(h.To!)))], n.Source, IsArranged: true));

    /// <summary>The days that the law names in a year.</summary>
    public static IEnumerable<PublicHoliday> OfLaw(int year) => Yaml.Law.Holidays.Select(h =>
    {
        var first = FirstDay(h, year).AddDays(h.Eve ? -1 : 0);
        return new PublicHoliday(Enum.Parse<HolidayKind>(h.Kind), first, first.AddDays(h.Days - 1));
    });

    private static DateOnly FirstDay(HolidayYaml holiday, int year) => holiday switch
    {
        { Solar: { } solar } => new DateOnly(year, MonthOf(solar), DayOf(solar)),
        { Lunar: { } lunar } => ChineseYear.DayOf(year, MonthOf(lunar), DayOf(lunar)),
        _ => ChineseYear.Qingming(year),
    };

    private static int MonthOf(string monthDay) => int.Parse(monthDay.Split('-')[0], CultureInfo.InvariantCulture);

    private static int DayOf(string monthDay) => int.Parse(monthDay.Split('-')[1], CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DaysYaml Read()
    {
        using var stream = typeof(DaysFile).Assembly.GetManifestResourceStream("Learning.Courses.Training.OpenDays.days.yaml")!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<DaysYaml>(reader);
    }

    private sealed class DaysYaml
    {
        public LawYaml Law { get; set; } = new();
        public List<NoticeYaml> Notices { get; set; } = [];
        public GoalYaml VenueGoal { get; set; } = new();
    }

    private sealed class LawYaml
    {
        public string Source { get; set; } = "";
        public string From { get; set; } = "";
        public List<HolidayYaml> Holidays { get; set; } = [];
    }

    private sealed class NoticeYaml
    {
        public int Year { get; set; }
        public string Source { get; set; } = "";
        public List<HolidayYaml> Holidays { get; set; } = [];
    }

    private sealed class HolidayYaml
    {
        public string Kind { get; set; } = "";
        public string? Solar { get; set; }
        public string? Lunar { get; set; }
        public bool Eve { get; set; }
        public int Days { get; set; }
        public string? From { get; set; }
        public string? To { get; set; }
    }

    private sealed class GoalYaml
    {
        public string Source { get; set; } = "";
        public int Stars { get; set; }
        public int Percent { get; set; }
    }
}
