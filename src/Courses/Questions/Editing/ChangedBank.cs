using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Reading;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <summary>A bank in which one question stands otherwise, before it is written.</summary>
internal sealed class ChangedBank
{
    private readonly CourseBank bank;
    private readonly Course course;

    public ChangedBank(CourseBank bank, string key, string section, string? translatedSection)
    {
        this.bank = bank;
        Texts = new BankTexts(
            new BankSections(bank.Text, bank.Questions).With(key, section),
            bank.Translation is { } translation && translatedSection is not null
                ? new BankSections(translation.Text, BankReading.Of(translation).Bank).With(key, translatedSection)
                : bank.Translation?.Text);
        course = bank.With(Texts);
    }

    public BankTexts Texts { get; }

    public QuestionBank After => BankReading.Of(course.Banks[Languages.Chinese]).Bank;

    /// <summary>Why the site would not show the course then.</summary>
    public IReadOnlyList<ContentProblem> Problems(ContentFolder content)
    {
        if (Encoding.UTF8.GetByteCount(Texts.Original) > ContentFile.LargestBankBytes)
        {
            return [new ContentProblem(bank.File, 1, "Content.TooLarge", [ContentFile.LargestBankBytes / 1024])];
        }

        return bank.Check(content, course);
    }
}
