using System.Data;
using System.Globalization;
using Learning.Courses.Questions.Markup;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Learning.Courses.Questions.Exchange.Xlsx;

internal static class XlsxWriter
{
    public static DataTable Questions(string sheet, IEnumerable<Question> questions)
    {
        var table = new DataTable(sheet) { Locale = CultureInfo.InvariantCulture };
        foreach (var column in XlsxWords.Columns)
        {
            table.Columns.Add(column, typeof(string));
        }

        foreach (var question in questions)
        {
            var row = table.NewRow();
            foreach (var (head, text) in Cells(question))
            {
                row[head] = XlsxGuard.On(text);
            }

            table.Rows.Add(row);
        }

        return table;
    }

    /// <summary>Not by SaveAsAsync, after which Excel calls the file damaged.</summary>
    public static byte[] Save(params IEnumerable<DataTable> tables)
    {
        using var sheets = new DataSet { Locale = CultureInfo.InvariantCulture };
        foreach (var table in tables)
        {
            sheets.Tables.Add(table);
        }

        using var file = new MemoryStream();
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { EnableAutoWidth = true, FastMode = true, FreezeRowCount = 1 });
        return file.ToArray();
    }

    private static IEnumerable<(string Head, string Text)> Cells(Question question)
    {
        yield return (XlsxWords.Key, question.Key);
        yield return (XlsxWords.Kind, XlsxWords.WordOf(question.Kind)!);
        yield return (XlsxWords.Lesson, question.LessonKey.Split('/')[^1]);
        yield return (XlsxWords.Stem, Plain(question.Stem));
        yield return (XlsxWords.Explanation, PlainText.FromHtml(question.Explanation, new LossList()));
        yield return (XlsxWords.Answer, Answer(question));
        yield return (XlsxWords.Credit, Credit.Is(question, Credit.Partial) ? XlsxWords.Partial : Credit.Is(question, Credit.All) ? XlsxWords.All : "");
        yield return (XlsxWords.Difficulty, question.Tags.Difficulty is { } difficulty ? XlsxWords.WordOf(difficulty) : "");
        yield return (XlsxWords.Theme, question.Tags.Theme);
        foreach (var (text, i) in Options(question).Select((t, i) => (t, i)))
        {
            yield return (XlsxWords.Option + XlsxWords.Letter(i), text);
        }
    }

    private static string Answer(Question question) => question.Kind switch
    {
        QuestionKind.TrueFalse => XlsxWords.Yes[0] is var yes && question.Options[0].Right ? yes : XlsxWords.No[0],
        QuestionKind.Single or QuestionKind.Multiple => string.Concat(question.Options.Select((o, i) => o.Right ? XlsxWords.Letter(i) : "")),
        QuestionKind.FillIn or QuestionKind.Numeric => question.Options[0].Text,
        _ => "",
    };

    private static IEnumerable<string> Options(Question question) => question.Kind switch
    {
        QuestionKind.TrueFalse => [],
        QuestionKind.FillIn or QuestionKind.Numeric => question.Options.Skip(1).Select(o => o.Text),
        QuestionKind.Matching => question.Options.Select(o => $"{o.Text} {XlsxWords.Arrow} {o.Match}".TrimStart()),
        _ => question.Options.Select(o => Plain(o.Text)),
    };

    /// <summary>Stems and options are one paragraph: an empty line in them would be read as the end of it.</summary>
    private static string Plain(string html) => PlainText.FromHtml(html, new LossList()).Replace("\n\n", "\n", StringComparison.Ordinal);
}
