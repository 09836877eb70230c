namespace Learning.Courses.Organisation;

/// <summary>
/// A fictional roster for the demo district: real names of places, invented people whose given names are the twenty-four
/// solar terms. The same seed gives the same people, so that screenshots and tests can be repeated.
/// </summary>
public sealed class DemoDistrict
{
    private const string Surnames = "陈林黄郑李张吴杨蔡许刘王谢苏曾洪卢庄余邱";
    private static readonly string[] GivenNames =
    [
        "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑",
        "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
    ];

    // The points are rough: enough for a plan that sends nobody across the district who could go next door.
    private static readonly (string Code, string Name, MapPoint Place)[] Towns =
    [
        ("anbu", "庵埠镇", new(180, 55)), ("jiangdong", "江东镇", new(220, 240)), ("dongfeng", "东凤镇", new(230, 170)), ("caitang", "彩塘镇", new(220, 110)),
        ("longhu", "龙湖镇", new(200, 215)), ("jinshi", "金石镇", new(190, 150)), ("shaxi", "沙溪镇", new(170, 185)), ("fuyang", "浮洋镇", new(150, 210)),
        ("fengtang", "凤塘镇", new(110, 230)), ("guxiang", "古巷镇", new(120, 310)), ("dengtang", "登塘镇", new(60, 290)), ("chifeng", "赤凤镇", new(220, 500)),
        ("fenghuang", "凤凰镇", new(280, 560)), ("wenci", "文祠镇", new(260, 380)), ("guihu", "归湖镇", new(200, 400)), ("wanfeng", "万峰林场", new(300, 470)),
    ];

    private static readonly string[] Villages =
    [
        "云岭村", "青禾村", "稻香社区", "石桥村", "松涛社区", "溪口工业园", "榕荫社区", "梅林村", "朝阳社区", "南坡村", "茶园村", "古井社区", "双桂村", "和风社区", "远山村",
    ];

    private readonly Random random;
    private readonly DateOnly today;

    private DemoDistrict(int seed, DateOnly today) => (random, this.today) = (new Random(seed), today);

    public List<(string Path, string Name)> UnitsInOrder { get; } = [];

    /// <summary>Where the towns are; the district meets in the first of them.</summary>
    public Dictionary<string, MapPoint> Places { get; } = Towns.Select(t => ($"chaoan/{t.Code}", t.Place)).Prepend(("chaoan", Towns[0].Place)).ToDictionary();

    public List<DemoMember> Members { get; } = [];

    public static DemoDistrict Draw(int members, int branches, int seed, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(branches, Towns.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(members, branches * 5);
        var district = new DemoDistrict(seed, today);
        district.DrawUnits(branches);
        district.DrawMembers(members);
        return district;
    }

    /// <summary>What a branch of that name is a branch of.</summary>
    public static BranchSettingKind SettingOf(string branchName) =>
        branchName.Contains("工业园", StringComparison.Ordinal) ? BranchSettingKind.NewOrganisation
        : branchName.Contains("社区", StringComparison.Ordinal) ? BranchSettingKind.Community
        : BranchSettingKind.Village;

    private void DrawUnits(int branches)
    {
        UnitsInOrder.Add(("chaoan", "潮安区"));
        UnitsInOrder.AddRange(Towns.Select(t => ($"chaoan/{t.Code}", t.Name)));
        for (var i = 0; i < branches; i++)
        {
            var town = Towns[i % Towns.Length];
            var number = (i / Towns.Length) + 1;
            var round = number > Villages.Length ? $"第{number}" : "";
            UnitsInOrder.Add(($"chaoan/{town.Code}/b{number:00}", $"{town.Name}{Villages[(i * 7) % Villages.Length]}{round}党支部"));
        }
    }

    private void DrawMembers(int count)
    {
        var branches = UnitsInOrder.Where(u => u.Path.Count(c => c == '/') == 2).Select(u => u.Path).ToList();
        for (var i = 0; i < count; i++)
        {
            // The first members of a branch are its committee, so they are of working age.
            var age = i < branches.Count * 3 ? random.Next(32, 59) : DrawAge();
            var bornOn = today.AddYears(-age).AddDays(-random.Next(1, 365));
            var admittedAt = Math.Min(age, random.Next(20, 45));
            Members.Add(new DemoMember(
                NextId(),
                $"D{i + 1:000000}",
                $"{Surnames[random.Next(Surnames.Length)]}{GivenNames[random.Next(GivenNames.Length)]}",
                random.Next(100) < 34 ? Gender.Woman : Gender.Man,
                bornOn,
                bornOn.AddYears(admittedAt),
                branches[i % branches.Count],
                i / branches.Count,
                age,
                random.Next(1000)));
        }
    }

    /// <summary>About a third are over sixty, a few over eighty, as in a rural district.</summary>
    private int DrawAge() => random.Next(100) switch
    {
        < 12 => random.Next(20, 30),
        < 40 => random.Next(30, 45),
        < 66 => random.Next(45, 60),
        < 92 => random.Next(60, 78),
        _ => random.Next(78, 93),
    };

    private MemberId NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new MemberId(new Guid(bytes));
    }
}

/// <param name="Rank">0 for the first person of the branch (its secretary), 1 and 2 for the committee, then the rest.</param>
/// <param name="Lot">0 to 999, decides who floats, is exempt, and so on.</param>
public sealed record DemoMember(
    MemberId Id, string Number, string Name, Gender Gender, DateOnly BornOn, DateOnly JoinedOn, string BranchPath, int Rank, int Age, int Lot);
