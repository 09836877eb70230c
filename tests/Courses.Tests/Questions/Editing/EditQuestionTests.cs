using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;
using Learning.Courses.Tests.Questions.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Questions.Editing;

/// <summary>An author changes one question of a bank that somebody has written by hand, in a hand of his own.</summary>
public sealed class EditQuestionTests : IDisposable
{
    // Everything here is odd on purpose: what nobody touches stays so.
    private const string Bank = "\n## h-1   {.single   lesson=one}\n哪一年？\n\n\n* [ ] 1919年\n* [x] 1921年\n\n>1921年。\n\n\n\n## h-2 {lesson=two .true-false}\n对不对？\n\n- [x] 正确\n- [ ] 错误\n\n> 对。\n\n## h-3 {.single lesson=one}\n哪一处？\n\n- [x] 上海\n- [ ] 北京\n\n> 上海。\n\n";
    private const string NewBody = "究竟哪一年？\n\n- [ ] 1919年\n- [x] 1921年\n\n> 1921年7月。";

    private readonly ExchangeRoom room = new(Bank);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => room.Dispose();

    [Fact]
    public async Task One_question_is_changed_and_the_others_keep_every_character()
    {
        var opened = await OpenAsync("h-1");
        Assert.Equal("哪一年？\n\n\n* [ ] 1919年\n* [x] 1921年\n\n>1921年。", opened.Draft.Body);

        Assert.Equal(EditState.Saved, (await SaveAsync(opened.Draft with { Body = NewBody.Replace("\n", "\r\n", StringComparison.Ordinal) }, opened.Seen)).State);

        Assert.Equal(Bank.Replace(opened.Draft.Body, NewBody, StringComparison.Ordinal), room.BankText);
        Assert.Contains("究竟哪一年？", room.Content.Current.FindCourse("history")!.Banks[Languages.Chinese].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heading_is_written_anew_only_when_it_says_something_else()
    {
        var opened = await OpenAsync("h-2");
        await SaveAsync(opened.Draft with { Difficulty = "easy", Theme = "人物" }, opened.Seen);
        Assert.Equal(Bank.Replace("## h-2 {lesson=two .true-false}", "## h-2 {.true-false lesson=two difficulty=easy theme=人物}", StringComparison.Ordinal), room.BankText);
    }

    [Fact]
    public async Task Changed_words_are_a_new_version_and_changed_tags_are_not()
    {
        var before = await OpenAsync("h-1");
        await SaveAsync(before.Draft with { Difficulty = "hard" }, before.Seen);
        var tagged = await OpenAsync("h-1");
        Assert.Equal(before.Question.Hash(), tagged.Question.Hash());
        Assert.NotEqual(before.Seen, tagged.Seen);

        await SaveAsync(tagged.Draft with { Body = NewBody }, tagged.Seen);
        Assert.NotEqual(before.Question.Hash(), (await OpenAsync("h-1")).Question.Hash());
    }

    [Fact]
    public async Task A_question_that_somebody_has_changed_meanwhile_is_not_written_over_and_both_are_shown()
    {
        var opened = await OpenAsync("h-1");
        room.Files.Replace(ExchangeRoom.Bank, "* [ ] 1919年", "* [ ] 1920年");

        var refused = await SaveAsync(opened.Draft with { Body = NewBody }, opened.Seen);
        Assert.Equal(EditState.Conflict, refused.State);
        Assert.Contains("1920年", refused.Theirs!.Draft.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("究竟", room.BankText, StringComparison.Ordinal);

        // Having seen theirs, the author may still decide for his own.
        Assert.Equal(EditState.Saved, (await SaveAsync(opened.Draft with { Body = NewBody }, refused.Theirs.Seen)).State);
    }

    [Fact]
    public async Task Two_authors_at_two_questions_do_not_disturb_each_other()
    {
        var (mine, theirs) = (await OpenAsync("h-1"), await OpenAsync("h-3"));
        await SaveAsync(theirs.Draft with { Theme = "地方" }, theirs.Seen);
        Assert.Equal(EditState.Saved, (await SaveAsync(mine.Draft with { Body = NewBody }, mine.Seen)).State);
        Assert.Equal(("地方", NewBody), ((await OpenAsync("h-3")).Draft.Theme, (await OpenAsync("h-1")).Draft.Body));
    }

    [Fact]
    public async Task Another_question_saved_in_the_same_moment_is_kept_too()
    {
        var mine = await OpenAsync("h-1");
        var db = room.NewDb();
        Rival.BeforeSaving(db, () =>
        {
            room.Files.Replace(ExchangeRoom.Bank, "## h-3 {.single lesson=one}", "## h-3 {.single lesson=one theme=地方}");
            return Task.CompletedTask;
        });

        var outcome = await new EditQuestion(db, room.School.Calendar, room.Content).RunAsync(new QuestionEdit("history", mine.Draft with { Body = NewBody }, mine.Seen), Ct);

        Assert.Equal(EditState.Saved, outcome.Value!.State);
        Assert.Equal(("地方", NewBody), ((await OpenAsync("h-3")).Draft.Theme, (await OpenAsync("h-1")).Draft.Body));
        Assert.Equal(1, await room.NewDb().BankChanges.CountAsync(Ct)); // the first try was taken back whole
    }

    [Fact]
    public async Task The_second_click_changes_nothing_and_says_that_it_is_so()
    {
        var opened = await OpenAsync("h-1");
        var changed = opened.Draft with { Body = NewBody };
        await SaveAsync(changed, opened.Seen);
        Assert.Equal(EditState.Unchanged, (await SaveAsync(changed, opened.Seen)).State);

        var fresh = changed with { Key = "h-4" };
        Assert.Equal(EditState.Saved, (await SaveAsync(fresh, null)).State);
        Assert.Equal(EditState.Unchanged, (await SaveAsync(fresh, null)).State);
        Assert.Equal(2, await room.NewDb().Evidence.CountAsync(e => e.Kind == "bank.changed", Ct));
    }

    [Fact]
    public async Task A_new_question_stands_at_the_end()
    {
        var blank = (await new NewQuestion(room.Content).RunAsync("history", QuestionKind.Single, Ct)).Value!;
        Assert.Equal(("h-4", "one"), (blank.Draft.Key, blank.Draft.Lesson));

        Assert.Equal(EditState.Saved, (await SaveAsync(blank.Draft with { Body = NewBody }, null)).State);
        Assert.Equal(Bank.TrimEnd() + "\n\n## h-4 {.single lesson=one}\n" + NewBody + "\n", room.BankText);
    }

    [Fact]
    public async Task What_a_new_question_begins_with_is_without_a_mistake_for_every_kind()
    {
        foreach (var kind in Enum.GetValues<QuestionKind>())
        {
            var blank = (await new NewQuestion(room.Content).RunAsync("history", kind, Ct)).Value!;
            var preview = (await new PreviewQuestion(room.Content).RunAsync("history", blank.Draft, Ct)).Value!;
            Assert.True(preview.Problems.Count == 0 && preview.Question!.Kind == kind, $"{kind} {string.Join(' ', preview.Problems)}");
        }
    }

    [Fact]
    public async Task An_id_is_not_given_twice_not_even_after_its_question_has_gone()
    {
        var opened = await OpenAsync("h-3");
        Assert.Equal(["Key Bank.RepeatedId"], Said(await SaveAsync(opened.Draft with { Body = NewBody }, null)));

        var db = room.NewDb();
        db.QuestionVersions.Add((opened.Question with { Key = "h-9" }).ToVersion("history", Languages.Chinese, room.School.Calendar.UtcNow()));
        await db.SaveChangesAsync(Ct);
        Assert.Equal(["Key Bank.IdUsedBefore"], Said(await SaveAsync(opened.Draft with { Key = "h-9", Body = NewBody }, null)));
        Assert.Equal(Bank, room.BankText);
    }

    public static TheoryData<Func<QuestionDraft, QuestionDraft>, string> Mistakes => new()
    {
        { d => d with { Key = "H 1" }, "Key Bank.BadId" },
        { d => d with { Key = "a {.single}\n\n## b" }, "Key Bank.BadId" },
        { d => d with { Kind = "essay" }, "Kind Bank.NoKind" },
        { d => d with { Lesson = "three" }, "Lesson Bank.UnknownLesson" },
        { d => d with { Credit = "partial" }, "Credit Bank.UnknownSetting" },
        { d => d with { Difficulty = "simple" }, "Difficulty Bank.BadDifficulty" },
        { d => d with { Theme = "人 物" }, "Theme Bank.BadTheme" },
        { d => d with { Body = "" }, "Body Bank.NoExplanation" },
        { d => d with { Body = NewBody.Replace("- [x]", "- [ ]", StringComparison.Ordinal) }, "Body Question.NotOneTick" },
        { d => d with { Body = NewBody.Replace("1919年", "<b>1919年</b>", StringComparison.Ordinal) }, "Body:3 Content.RawHtml, Body:3 Content.RawHtml" },
        { d => d with { Body = NewBody.Replace("- [ ]", "-", StringComparison.Ordinal) }, "Body:3 Content.OptionShape" },
        { d => d with { Body = NewBody + "\n\n## h-8 {.single lesson=one}\n" + NewBody }, "Body:8 Bank.OneQuestionOnly" },
        { d => d with { Body = new string('长', 20_001) + "\n\n- [ ] 甲\n- [x] 乙\n\n> 因。" }, "Body Exchange.TextTooLong" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_said_at_its_field_and_nothing_is_written(Func<QuestionDraft, QuestionDraft> change, string expected)
    {
        var opened = await OpenAsync("h-1");
        var draft = change(opened.Draft);
        var result = await SaveAsync(draft, draft.Key == "h-1" ? opened.Seen : null);

        Assert.Equal((EditState.Faulty, expected), (result.State, string.Join(", ", Said(result))));
        Assert.Equal(Bank, room.BankText);
        Assert.Empty(await room.NewDb().BankChanges.ToListAsync(Ct));
    }

    [Fact]
    public async Task A_text_that_reaches_beyond_its_place_is_refused()
    {
        room.Files.Replace(ExchangeRoom.Bank, "哪一处？", "哪一处[上海]？");
        var opened = await OpenAsync("h-1");
        var result = await SaveAsync(opened.Draft with { Body = NewBody + "\n>\n> [上海]: https://example.org/" }, opened.Seen);
        Assert.Equal(["Body Bank.QuestionShape"], Said(result)); // it would make a link of every "[上海]" in the file
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whoever_changes_a_bank_leaves_one_entry_with_the_texts_and_the_counts(DatabaseProvider provider)
    {
        using var own = new ExchangeRoom(Bank, provider);
        var roster = await Roster.CreateAsync(own.School);
        var author = await roster.MemberAsync("d/t1/b1");
        var viewer = await roster.AppointAsync(author, Learning.Courses.Organisation.PostKind.Author, "d");
        var before = Digest.Of(own.BankText);

        var retired = await new RetireQuestion(own.NewDb(viewer), own.School.Calendar, own.Content).RunAsync("history", "h-2", true, Ct);
        Assert.Equal(EditState.Saved, retired.Value!.State);
        var again = await new RetireQuestion(own.NewDb(viewer), own.School.Calendar, own.Content).RunAsync("history", "h-2", true, Ct);
        Assert.Equal(EditState.Unchanged, again.Value!.State);

        var change = Assert.Single(await own.NewDb().BankChanges.ToListAsync(Ct));
        Assert.Equal(
            ("history", BankChangeKind.Retired, "h-2", before, Digest.Of(own.BankText), 0, 1, 3, 1, (MemberId?)author),
            (change.CourseKey, change.Kind, change.QuestionKey, change.Before, change.After, change.Added, change.Changed, change.Questions, change.Retired, change.ChangedBy));
        var entry = Assert.Single(await own.NewDb().Evidence.Where(e => e.Kind == "bank.changed").ToListAsync(Ct));
        Assert.Contains("\"how\":\"retired\"", System.Text.Encoding.UTF8.GetString(entry.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_leaves_its_entry_too()
    {
        var before = Digest.Of(room.BankText);
        await room.ApplyAsync(room.Request("::h-3::哪一处？{=广州 ~北京 ####广州。}\n\n::k-1::谁？{=甲 ~乙 ####甲。}"));

        var change = Assert.Single(await room.NewDb().BankChanges.ToListAsync(Ct));
        Assert.Equal(
            (BankChangeKind.Imported, "", before, Digest.Of(room.BankText), 1, 1, 4),
            (change.Kind, change.QuestionKey, change.Before, change.After, change.Added, change.Changed, change.Questions));
        Assert.Equal(1, await room.NewDb().Evidence.CountAsync(e => e.Kind == "bank.changed", Ct));
    }

    [Fact]
    public async Task Where_the_file_cannot_be_written_there_is_no_entry_either()
    {
        var opened = await OpenAsync("h-1");
        using (new FileStream(Path.Combine(room.Files.Root, "history/.questions.md.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
            var outcome = await new EditQuestion(room.NewDb(), room.School.Calendar, room.Content).RunAsync(new QuestionEdit("history", opened.Draft with { Body = NewBody }, opened.Seen), Ct);
            Assert.Equal("Exchange.CannotWrite", outcome.Refusal?.Code);
        }

        Assert.Equal(Bank, room.BankText);
        Assert.Empty(await room.NewDb().BankChanges.ToListAsync(Ct));
        Assert.Equal(0, await room.NewDb().Evidence.CountAsync(e => e.Kind == "bank.changed", Ct));
    }

    [Fact]
    public async Task A_question_is_retired_and_brought_back_with_nothing_else_changed()
    {
        Assert.Equal(EditState.Saved, await RetireAsync("h-2", true));
        Assert.Equal(Bank.Replace("{lesson=two .true-false}", "{.true-false lesson=two retired}", StringComparison.Ordinal), room.BankText);

        // Whoever edits it does not bring it back by the way.
        var opened = await OpenAsync("h-2");
        await SaveAsync(opened.Draft with { Theme = "人物" }, opened.Seen);
        Assert.True((await OpenAsync("h-2")).Question.Tags.IsRetired);

        Assert.Equal(EditState.Saved, await RetireAsync("h-2", false));
        Assert.False((await OpenAsync("h-2")).Question.Tags.IsRetired);
    }

    [Fact]
    public async Task The_last_question_that_a_quiz_needs_cannot_be_retired()
    {
        room.Files.Replace("history/course.md", "questions: 1", "questions: 3");
        room.Content.Reload();
        Assert.Equal(EditState.WouldBreak, await RetireAsync("h-2", true));
        Assert.Equal(Bank, room.BankText);
    }

    [Fact]
    public async Task A_bank_with_a_translation_is_changed_in_both_languages_at_once()
    {
        const string English = "## h-1 {.single lesson=one}\nWhich year?\n\n- [ ] 1919\n- [x] 1921\n\n> 1921.\n\n## h-2 {.true-false lesson=two}\nTrue?\n\n- [x] True\n- [ ] False\n\n> True.\n\n## h-3 {.single lesson=one}\nWhere?\n\n- [x] Shanghai\n- [ ] Beijing\n\n> Shanghai.\n";
        room.Files.Write("history/en/course.md", CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal));
        room.Files.Write("history/en/questions.md", English);
        Assert.Empty(room.Content.Reload().Problems);
        var opened = await OpenAsync("h-1");
        Assert.Equal("Which year?\n\n- [ ] 1919\n- [x] 1921\n\n> 1921.", opened.Draft.Translation);

        // The key is another one in the original only.
        var swapped = opened.Draft with { Body = NewBody.Replace("- [ ] 1919年\n- [x] 1921年", "- [x] 1921年\n- [ ] 1919年", StringComparison.Ordinal) };
        Assert.Equal(["Translation Bank.KeyDiffersFromOriginal"], Said(await SaveAsync(swapped, opened.Seen)));

        var both = swapped with { Translation = "Which year was it?\n\n- [x] 1921\n- [ ] 1919\n\n> 1921." };
        Assert.Equal(EditState.Saved, (await SaveAsync(both, opened.Seen)).State);
        Assert.Equal(EditState.Saved, (await SaveAsync(both with { Key = "h-4", Theme = "人物" }, null)).State);

        var translation = File.ReadAllText(Path.Combine(room.Files.Root, "history/en/questions.md"));
        Assert.Equal(English.Replace(opened.Draft.Translation, both.Translation, StringComparison.Ordinal) + "\n## h-4 {.single lesson=one}\n" + both.Translation + "\n", translation);
        Assert.Empty(room.Content.Current.Problems);
        Assert.Equal(EditState.Saved, await RetireAsync("h-4", true));
        Assert.Equal(2, await room.NewDb().BankChanges.CountAsync(c => c.Translation != null, Ct));
    }

    [Fact]
    public async Task What_is_not_in_the_bank_is_neither_changed_nor_retired()
    {
        var opened = await OpenAsync("h-1");
        var edit = await new EditQuestion(room.NewDb(), room.School.Calendar, room.Content).RunAsync(new QuestionEdit("history", opened.Draft with { Key = "h-7" }, opened.Seen), Ct);
        var retire = await new RetireQuestion(room.NewDb(), room.School.Calendar, room.Content).RunAsync("history", "h-7", true, Ct);
        Assert.Equal(["Bank.NoSuchQuestion", "Bank.NoSuchQuestion"], new[] { edit.Refusal?.Code, retire.Refusal?.Code });
    }

    private static IEnumerable<string> Said(EditResult result) => result.Problems.Select(p => $"{p.Field}{(p.Line > 0 ? $":{p.Line}" : "")} {p.Code}");

    private async Task<QuestionOnFile> OpenAsync(string key) => (await new ShowQuestion(room.Content).RunAsync("history", key, Ct)).Value!.OnFile!;

    private async Task<EditState> RetireAsync(string key, bool retired) =>
        (await new RetireQuestion(room.NewDb(), room.School.Calendar, room.Content).RunAsync("history", key, retired, Ct)).Value!.State;

    private async Task<EditResult> SaveAsync(QuestionDraft draft, string? seen)
    {
        var outcome = await new EditQuestion(room.NewDb(), room.School.Calendar, room.Content).RunAsync(new QuestionEdit("history", draft, seen), Ct);
        Assert.True(outcome.Value is not null, outcome.Refusal?.Code);
        return outcome.Value;
    }
}
