using System.Text;
using CsCheck;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class FixedPointTests : IDisposable
{
    /// <summary>What each format can carry; every other kind is left out, and the export says so.</summary>
    private static readonly Dictionary<string, string> Carried = new(StringComparer.Ordinal)
    {
        ["aiken"] = "Single TrueFalse",
        ["gift"] = "Single Multiple TrueFalse FillIn Numeric Matching",
        ["moodle-xml"] = "Single Multiple TrueFalse FillIn Numeric Matching Ordering Cloze ShortAnswer",
        ["qti2"] = "Single Multiple TrueFalse FillIn Numeric Matching Ordering Cloze Passage ShortAnswer",
        ["qti3"] = "Single Multiple TrueFalse FillIn Numeric Matching Ordering Cloze Passage ShortAnswer",
        ["xlsx"] = "Single Multiple TrueFalse FillIn Numeric Matching Ordering ShortAnswer",
    };

    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void It_is_known_what_every_format_carries()
    {
        Assert.Equal(ForeignFormat.All.Select(f => f.Word), Carried.Keys.Order(StringComparer.Ordinal));
        foreach (var format in ForeignFormat.All)
        {
            var kinds = KindBank.Questions.Where(q => !LossesOf(format, q).Any(l => l.Spoils)).Select(q => q.Kind).Distinct().Order();
            Assert.Equal(Carried[format.Word], string.Join(' ', kinds));
        }
    }

    [Fact]
    public void Export_import_export_is_a_fixed_point_whatever_the_questions_hold()
    {
        var empty = CourseBank.Open(room.Content, "history").Value!;
        foreach (var format in ForeignFormat.All)
        {
            foreach (var kind in Carried[format.Word].Split(' ').Select(Enum.Parse<QuestionKind>))
            {
                HostileQuestions.ByKind[kind].Sample(question => Assert.True(IsFixed(format, HostileQuestions.InBank(question), empty, out var why), why), iter: 25);
            }
        }
    }

    private static bool IsFixed(ForeignFormat format, Question question, CourseBank empty, out string why)
    {
        why = "";
        if (LossesOf(format, question).Any(l => l.Spoils))
        {
            return true; // the export has said that it is left out
        }

        var first = format.Write([question], "history");
        var reading = format.Read(ForeignFile.Of("a", first), new ForeignFormat.Words("zh-CN"));
        var planning = new PlanImport(empty, "one");
        var rows = planning.Rows(reading.Value?.Items ?? []);
        var read = KindBank.Read(planning.Merged(), []).Questions.Select(q => q.Question).ToList();
        why = $"{format.Word} {reading.Refusal?.Code} {string.Join(' ', rows.SelectMany(r => r.Reasons).Select(r => r.Code))}\n{BankWriter.Write(question, new LossList())}\n{Text(first)}\n{planning.Merged()}";
        return read is [var again] && Same(first, format.Write([again], "history")) && (IsPlain(format) || again.Hash() == question.Hash() || SameNumbers(question, again));
    }

    /// <summary>A spreadsheet also holds when it was written.</summary>
    private static bool Same(byte[] first, byte[] second) => first.AsSpan().SequenceEqual(second) || Sheet(first) is { } one && one == Sheet(second);

    private static string? Sheet(byte[] bytes) =>
        ForeignZip.Open(ForeignFile.Of("a", bytes)).Value?.Files.GetValueOrDefault("xl/worksheets/sheet1.xml") is { } sheet ? Encoding.UTF8.GetString(sheet) : null;

    private static bool IsPlain(ForeignFormat format) => format.Word is "aiken" or "xlsx";

    private static bool SameNumbers(Question a, Question b) => a.Kind == QuestionKind.Numeric && b.Stem == a.Stem && KindRoles.Of(a.Kind).AsksTheSame(a, b);

    private static string Text(byte[] bytes) => bytes is [(byte)'P', (byte)'K', ..] ? string.Join('\n', ForeignZip.Open(ForeignFile.Of("a", bytes)).Value!.Files.Where(f => f.Key.Contains("items/") || f.Key.Contains("sheet1.xml")).Select(f => Encoding.UTF8.GetString(f.Value))) : Encoding.UTF8.GetString(bytes);

    private static IReadOnlyList<Loss> LossesOf(ForeignFormat format, Question question)
    {
        var losses = new LossList();
        format.Check(question, losses);
        return losses.All;
    }
}
