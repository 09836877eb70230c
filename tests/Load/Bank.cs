using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Learning.Load;

/// <summary>Does starting an attempt cost more when the bank is a hundred times as large? Asked of both ways in which papers are made.</summary>
internal static class Bank
{
    private const int Members = 40;
    private const int Warm = 5;
    private const string Turns = "  questions: 20\n";

    /// <summary>Draws that overlap, so that they have to be fitted to each other.</summary>
    private const string Blueprint =
        "  blueprint:\n    - question: q-00001\n    - draw: 6\n      difficulty: easy\n    - draw: 6\n      theme: 甲\n    - draw: 4\n      difficulty: hard\n      theme: 乙\n    - draw: 3\n";

    public static async Task RunAsync(string? postgres)
    {
        foreach (var (name, rule) in new[] { ("by turns", Turns), ("by a blueprint", Blueprint) })
        {
            var small = await MeasureAsync(200, rule, postgres);
            var large = await MeasureAsync(20_000, rule, postgres);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, 20,000 to 200: {large / small:0.00} times as long"));
        }
    }

    /// <returns>The median of a start, in milliseconds: the press of the button until the paper has come.</returns>
    private static async Task<double> MeasureAsync(int questions, string rule, string? postgres)
    {
        var content = Directory.CreateTempSubdirectory("lunxun-bank-").FullName;
        try
        {
            await WriteCourseAsync(Path.Combine(content, "bank"), questions, rule);
            using var place = new Place(postgres) { Content = content };
            await place.FillAsync(Members);
            await using var site = await place.StartAsync();
            var times = new List<double>();
            for (var i = 1; i <= Members; i++)
            {
                using var sitter = new Sitter(site.Address, i);
                await sitter.SignInAsync();
                var clock = Stopwatch.GetTimestamp();
                await sitter.StartAsync("bank");
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }

            var median = times.Skip(Warm).Order().ElementAt((Members - Warm) / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{questions} questions: {median:0.0} ms to start an attempt (median of {Members - Warm})"));
            return median;
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    private static async Task WriteCourseAsync(string folder, int questions, string rule)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "course.md"),
            "---\ntitle: 题库\ntheme: site-guide\norder: 1\nsummary: \"只为测量。\"\nquiz:\n" + rule + "  pass-percent: 60\n  minutes: 60\n  attempts: 5\n---\n只为测量。\n");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "01-only.md"),
            "---\ntitle: 只有一课\nminutes: 5\nsummary: \"只为测量。\"\nsources:\n  - id: site\n    title: 测量\n    publisher: 轮训项目组\n    year: 2026\n---\n只为测量。[@site]\n");
        string[] difficulties = ["easy", "medium", "hard"];
        string[] themes = ["甲", "乙"];
        var bank = new StringBuilder();
        for (var i = 1; i <= questions; i++)
        {
            bank.Append(CultureInfo.InvariantCulture, $"## q-{i:00000} {{.single lesson=only difficulty={difficulties[i % 3]} theme={themes[i % 2]}}}\n第 {i} 题：{i} 加 1 是多少？\n\n- [x] {i + 1}\n- [ ] {i + 2}\n- [ ] {i + 3}\n- [ ] {i + 4}\n\n> {i} 加 1 是 {i + 1}。\n\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "questions.md"), bank.ToString());
    }
}
