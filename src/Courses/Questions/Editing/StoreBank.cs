using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Storage;

namespace Learning.Courses.Questions.Editing;

/// <summary>What a change of a bank comes to, for its evidence.</summary>
internal sealed record ChangeSize(BankChangeKind Kind, string QuestionKey, int Added, int Changed, QuestionBank After);

/// <summary>Puts a bank in the place of another and records that somebody did. The one way by which the site writes a bank.</summary>
internal static class StoreBank
{
    public static async Task<Refusal?> RunAsync(CoursesDb db, SchoolCalendar calendar, ContentFolder content, CourseBank bank, BankTexts texts, ChangeSize size, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            db.BankChanges.Add(new BankChange(
                RowId.At(now),
                bank.Course.Key,
                size.Kind,
                size.QuestionKey,
                bank.Hash,
                Digest.Of(texts.Original),
                texts.Translation is { } translation && translation != bank.Translation?.Text ? Digest.Of(translation) : null,
                size.Added,
                size.Changed,
                size.After.Questions.Count,
                size.After.Questions.Count - size.After.Drawable.Count,
                now,
                db.Viewer.MemberId));
            await db.SaveChangesAsync(ct);
            if (bank.Replace(content, texts) is { } refusal)
            {
                db.ChangeTracker.Clear(); // and with the transaction the row goes, and its evidence
                return refusal;
            }

            // Stopped here, the file has changed and nobody is named for it. That it has changed is recorded with the edition of
            // the course at the next start. The other way about, evidence would tell of a change that never was.
            await transaction.CommitAsync(CancellationToken.None);
        }

        content.Reload();
        return null;
    }
}
