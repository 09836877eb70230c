using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Courses.Training;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.PlanRotation;

/// <summary>What an organiser fills in: whom, when and where, and either a pattern of days or the days themselves.</summary>
public sealed partial class RotationForm : IValidatableObject
{
    private const int RowsAtFirst = 3;

    /// <summary>Makes the second click of the same form harmless.</summary>
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(100, ErrorMessage = "Training.TitleTooLong")]
    public string? Title { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? UnitPath { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? From { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? To { get; set; }

    public List<Guid> Venues { get; set; } = [];

    /// <summary>Empty to name nobody yet.</summary>
    public List<Guid> Trainers { get; set; } = [];

    /// <summary>Empty for all the seats of each venue.</summary>
    public int? Capacity { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public int? Smallest { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public int? BranchShare { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public int? CommitteeShare { get; set; }

    public int? Farthest { get; set; }

    public bool KeepSpare { get; set; }

    /// <summary>Days of one class, of a pattern.</summary>
    [Range(1, 31, ErrorMessage = "Training.DaysRange")]
    public int? Days { get; set; }

    public List<DayOfWeek> Weekdays { get; set; } = [];

    [StringLength(2_000)]
    public string? ClosedDays { get; set; }

    public bool OnHolidays { get; set; }

    public List<ClassRow> Classes { get; set; } = [];

    /// <summary>Named days are what counts; the pattern is for those who name none.</summary>
    public bool NamesDays => Classes.Exists(c => c.Any is not null);

    public static RotationForm Blank(Guid id, DateOnly today) => new RotationForm
    {
        Id = id, From = today.AddDays(1), To = new DateOnly(today.Year, 12, 31), Smallest = 1, BranchShare = 50, CommitteeShare = 100, Days = 4, Weekdays = [DayOfWeek.Monday],
    }.WithRows(RowsAtFirst);

    public RotationForm WithRows(int more)
    {
        Classes.AddRange(Enumerable.Range(0, more).Select(_ => new ClassRow()));
        return this;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var text = validationContext.GetRequiredService<IStringLocalizer<Text>>();
        if (Venues.Count == 0)
        {
            yield return new ValidationResult(text["Training.ChooseVenue"], [nameof(Venues)]);
        }

        if (Closed() is null)
        {
            yield return new ValidationResult(text["Training.DaysNotRead"], [nameof(ClosedDays)]);
        }
    }

    /// <summary>Only for a form whose required fields are filled.</summary>
    public NewRotation ToRequest(IReadOnlyList<CandidateClass> classes) => new(Id, Title!, UnitPath!, From!.Value, To!.Value, classes)
    {
        BranchShare = BranchShare!.Value, CommitteeShare = CommitteeShare!.Value, Smallest = Smallest!.Value, Farthest = Farthest, KeepSpare = KeepSpare,
        Trainers = Trainers,
    };

    public ClassPattern ToPattern() => new(Venues, From!.Value, To!.Value, Capacity, Days ?? 0, Weekdays.ToHashSet(), Closed()!, OnHolidays) { Trainers = Trainers };

    /// <summary>The named days in each of the chosen venues. Empty rows are no classes; one day alone is a class of one day.</summary>
    public async Task<IReadOnlyList<CandidateClass>> NamedAsync(RotationChoices choices, CancellationToken ct)
    {
        var seats = (await choices.RunAsync(ct)).Venues.ToDictionary(v => v.Id, v => v.Seats);
        return
        [
            .. Venues.Distinct().SelectMany(v => Classes.Where(c => c.Any is not null).Select(c => new CandidateClass(
                v, new ClassDays(c.OpensOn ?? c.Any!.Value, c.ClosesOn ?? c.Any!.Value), Math.Min(seats.GetValueOrDefault(v, int.MaxValue), Capacity ?? int.MaxValue)))),
        ];
    }

    /// <returns>Null when something in the field is no day.</returns>
    private HashSet<DateOnly>? Closed()
    {
        var days = new HashSet<DateOnly>();
        foreach (var word in Separators().Split(ClosedDays ?? "").Where(w => w.Length > 0))
        {
            if (!DateOnly.TryParseExact(word, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return null;
            }

            days.Add(day);
        }

        return days;
    }

    [GeneratedRegex(@"[\s,，、;；]+")]
    private static partial Regex Separators();
}

public sealed class ClassRow
{
    public DateOnly? OpensOn { get; set; }
    public DateOnly? ClosesOn { get; set; }

    internal DateOnly? Any => OpensOn ?? ClosesOn;
}

public sealed record RotationFormPage(RotationForm Form, PlanningChoices Choices, IReadOnlyList<TrainerRow> Trainers);
