using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

public sealed class KindTests
{
    [Fact]
    public void Every_kind_is_read_from_a_bank()
    {
        var found = new List<string>();
        var bank = KindBank.Read(KindBank.Text, found);

        Assert.Empty(found);
        Assert.Equal(Enum.GetValues<QuestionKind>(), bank.Questions.Select(q => q.Question.Kind).Distinct().Order());
    }

    [Fact]
    public void Every_kind_is_stored_and_read_back_whole()
    {
        foreach (var question in KindBank.Questions)
        {
            var read = Question.From(question.ToVersion("history", Languages.Chinese, DateTime.UnixEpoch));
            Assert.Equal(question.Hash(), read.Hash());
            Assert.Equal(KindRoles.Of(question.Kind).Points(question), KindRoles.Of(read.Kind).Points(read));
        }
    }

    /// <summary>Papers of last year name these: a question without the newer settings must be written as it always was.</summary>
    [Fact]
    public void The_hash_of_an_older_question_is_what_it_was() => Assert.Equal(
        "{\"explanation\":\"<p>1921年。</p>\",\"key\":\"k-1\",\"kind\":\"Single\",\"lesson\":\"history/one\",\"options\":[{\"right\":false,\"text\":\"1919年\"},{\"right\":true,\"text\":\"1921年\"},{\"right\":false,\"text\":\"1927年\"}],\"stem\":\"哪一年？\"}",
        KindBank.Of("k-1").ToVersion("history", Languages.Chinese, DateTime.UnixEpoch).Body);

    [Theory]
    [InlineData("k-3", "0,2,3", "1")]
    [InlineData("k-3", "0,2", "2/3")]
    [InlineData("k-3", "0,1", "0")]
    [InlineData("k-3", "0,1,2,3", "2/3")] // a wrong tick takes what a right one gave
    [InlineData("k-3", "1", "0")]
    [InlineData("k-3", "", "0")]
    [InlineData("k-2", "0,2", "0")] // without the setting, all or nothing
    [InlineData("k-6", "32", "1")]
    [InlineData("k-6", "３２", "1")]
    [InlineData("k-6", " 32.0 ", "1")]
    [InlineData("k-6", "40.5", "1")]
    [InlineData("k-6", "39.5", "1")]
    [InlineData("k-6", "40.51", "0")]
    [InlineData("k-6", "三十二", "0")]
    [InlineData("k-6", "3,2", "0")]
    [InlineData("k-6", "32学时", "0")]
    [InlineData("k-6", "99999999999999999999999999999999", "0")]
    [InlineData("k-6", "", "0")]
    [InlineData("k-7", "0,1,2", "1")]
    [InlineData("k-7", "0,2,1", "1/3")]
    [InlineData("k-7", "0,,2", "2/3")]
    [InlineData("k-7", "3,3,3", "0")]
    [InlineData("k-8", "0,1,2", "1")]
    [InlineData("k-8", "1,0,2", "0")]
    [InlineData("k-9", "1,0,2", "1/3")]
    [InlineData("k-9", "0,0,0", "1/3")]
    [InlineData("k-10", "育\u001F1", "1")]
    [InlineData("k-10", " 培 育\u001F", "1/2")]
    [InlineData("k-10", "\u001F1", "1/2")]
    [InlineData("k-10", "管\u001F0", "0")]
    [InlineData("k-11", "0\u001E军事\u001F组织", "2")]
    [InlineData("k-11", "0\u001E军事\u001F", "3/2")]
    [InlineData("k-11", "\u001E组织\u001F军事", "0")]
    [InlineData("k-11", "", "0")]
    public void An_answer_in_between_is_worth_its_exact_share(string key, string response, string points) =>
        Assert.Equal(points, KindRoles.Of(KindBank.Of(key).Kind).Mark(KindBank.Of(key), response).ToString());

    [Theory]
    [InlineData("军事", "0,1", "2")]
    [InlineData("军事", "1", "1")]
    [InlineData("军事", "", "0")]
    [InlineData("军事", null, "0")] // nobody has read it
    [InlineData("", "0,1", "0")]
    public void An_answer_in_own_words_is_worth_what_a_person_found_in_it(string response, string? found, string points) =>
        Assert.Equal(points, KindRoles.Of(QuestionKind.ShortAnswer).Mark(KindBank.Of("k-12"), response, found).ToString());

    [Theory]
    [InlineData("k-7", "3,0,1,2", "1|2|3", "0,1,2")]
    [InlineData("k-7", "3,0,1,2", "0||", "3,,")]
    [InlineData("k-7", "3,0,1,2", "||", "")]
    [InlineData("k-8", "2,0,1", "2|0|1", "0,1,2")]
    [InlineData("k-10", "", "育|1", "育\u001F1")]
    [InlineData("k-10", "", "|", "")]
    [InlineData("k-11", "1,0;", "1:1|2:军事|2:组织", "0\u001E军事\u001F组织")]
    [InlineData("k-11", "1,0;", "1:|2:|2:", "")]
    public void What_a_page_posts_is_stored_in_the_authors_order(string key, string order, string posted, string stored) =>
        Assert.Equal(stored, KindRoles.Of(KindBank.Of(key).Kind).Read(KindBank.Of(key), order, posted.Split('|')).Value);

    [Theory]
    [InlineData("k-7", "3,0,1,2", "4")]
    [InlineData("k-7", "3,0,1,2", "0|1|2|3")]
    [InlineData("k-8", "2,0,1", "-1|0|1")]
    [InlineData("k-10", "", "育|2")]
    [InlineData("k-10", "", "育|1|0")]
    [InlineData("k-11", "1,0;", "0:0")]
    [InlineData("k-11", "1,0;", "3:0")]
    [InlineData("k-11", "1,0;", "1:2")]
    [InlineData("k-11", "1,0;", "1")]
    public void What_no_page_could_post_is_refused(string key, string order, string posted) =>
        Assert.Equal("Answer.NotUnderstood", KindRoles.Of(KindBank.Of(key).Kind).Read(KindBank.Of(key), order, posted.Split('|')).Refusal?.Code);

    [Theory]
    [InlineData("- [ ] 乙", "- [x] 乙", "Question.NothingWrongToTick")]
    [InlineData("- [x] 32", "- [x] 三十二", "Question.NotANumber")]
    [InlineData("- [x] 32", "- [x] 40..30", "Question.NotANumber")]
    [InlineData("- [x] 32", "- [ ] 32", "Question.VariantNotTicked")]
    [InlineData("一大 → 1921年", "一大 1921年", "Bank.PairShape")]
    [InlineData("一大 → 1921年", "七大 → 1921年", "Question.EqualOptions")]
    [InlineData("- 一大 → 1921年\n- 七大 → 1945年\n", "", "Question.TooFewPairs")]
    [InlineData("1. 一大", "- 一大", "Bank.QuestionShape")]
    [InlineData("1. 一大\n2. 遵义会议\n3. 七大", "1. 一大\n2. 七大", "Question.TooFewSteps")]
    [InlineData("1. 一大\n2. 遵义会议\n3. 七大", "- 一大\n- 遵义会议\n- 七大", "Bank.StepShape")]
    [InlineData("管、____。", "管、用。", "Question.BlanksDiffer")]
    [InlineData("1. - [x] 育", "1. 育", "Bank.BlankShape")]
    [InlineData("   - [x] 用", "   - [ ] 用", "Question.NotOneTick")]
    [InlineData("{.numeric lesson", "{.numeric credit=partial lesson", "Bank.UnknownSetting")]
    [InlineData("{.matching lesson", "{.matching credit=half lesson", "Bank.UnknownSetting")]
    [InlineData("### 2 {.cloze}", "### 2 {.passage}", "Question.PassageInPassage")]
    [InlineData("### 1 {.single}\n会议在哪里召开？\n\n- [x] 遵义\n- [ ] 瓦窑堡", "### 1 {.short-answer}\n会议在哪里召开？\n\n- 遵义", "Question.PassageMarkedByPerson")]
    [InlineData("- 解决了军事和组织问题", "- [x] 解决了军事和组织问题", "Bank.GuideShape")]
    [InlineData("会议集中解决", "- 会议集中解决", "Bank.PassageShape")]
    public void A_key_that_cannot_be_marked_is_named(string good, string bad, string code)
    {
        var found = new List<string>();
        KindBank.Read(KindBank.Text.Replace(good, bad, StringComparison.Ordinal), found);
        Assert.Contains(found, f => f.EndsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public void A_passage_has_two_to_six_parts_and_no_list_is_longer_than_a_phone()
    {
        var found = new List<string>();
        KindBank.Read(KindBank.Text[..KindBank.Text.IndexOf("### 2", StringComparison.Ordinal)], found);
        Assert.EndsWith("Question.PartCount", Assert.Single(found), StringComparison.Ordinal);

        found.Clear();
        var many = string.Join('\n', Enumerable.Range(4, 13).Select(i => $"{i}. 第{i}项"));
        KindBank.Read(KindBank.Text.Replace("3. 七大", "3. 七大\n" + many, StringComparison.Ordinal), found);
        Assert.Contains(found, f => f.EndsWith("Question.TooManyOptions", StringComparison.Ordinal));
    }
}
