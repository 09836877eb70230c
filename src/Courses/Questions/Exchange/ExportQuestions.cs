using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange;

/// <param name="FileName">Proposed for the download.</param>
public sealed record ExportedBank(string FileName, string ContentType, byte[] Bytes, IReadOnlyList<ExportRow> Rows);

/// <summary>What becomes of one question of the bank.</summary>
/// <param name="Losses">Says why, where it is left out.</param>
public sealed record ExportRow(string Key, string Title, QuestionKind Kind, IReadOnlyList<Loss> Losses)
{
    public bool IsLeftOut => Losses.Any(l => l.Spoils);
}

/// <summary>Writes the bank of a course, as its file is now, in a format that other programs read.</summary>
public sealed class ExportQuestions(ContentFolder content)
{
    public Task<Outcome<ExportedBank>> RunAsync(string courseKey, ForeignFormat format, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Run(courseKey, format));
    }

    private Outcome<ExportedBank> Run(string courseKey, ForeignFormat format)
    {
        var bank = CourseBank.Open(content, courseKey);
        if (bank.Value is not { } open)
        {
            return bank.Refusal!;
        }

        if (open.Questions.Questions.Count == 0)
        {
            return new Refusal("Exchange.NoBank", courseKey);
        }

        var questions = open.Questions.Questions.Select(q => q.Question).ToList();
        var rows = questions.ConvertAll(q => new ExportRow(q.Key, Titles.Of(q), q.Kind, LossesOf(format, q)));
        var carried = questions.Zip(rows).Where(p => !p.Second.IsLeftOut).Select(p => p.First).ToList();
        return new ExportedBank(courseKey + format.Extension, format.ContentType, format.Write(carried, courseKey), rows);
    }

    private static IReadOnlyList<Loss> LossesOf(ForeignFormat format, Question question)
    {
        var losses = new LossList();
        if (question.Tags.IsRetired)
        {
            losses.AddSpoiling("Exchange.Retired"); // elsewhere nobody would know, and it would be asked again
            return losses.All;
        }

        format.Check(question, losses);
        return losses.All;
    }
}
