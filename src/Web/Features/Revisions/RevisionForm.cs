using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes.Revisions;

namespace Learning.Web.Features.Revisions;

/// <summary>The form, its preview and the proposal carry the same fields, so what was shown is what is proposed.</summary>
public sealed class RevisionForm
{
    [Required(ErrorMessage = "Form.Required")]
    public Guid? Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(64)]
    public string? Hash { get; set; }

    public bool IsVoid { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public RevisionTarget? To { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public RevisionRule? Rule { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? Reason { get; set; }

    /// <summary>Only for a form whose required fields are filled.</summary>
    public RevisionInput ToInput(string course) => new(Id!.Value, course, new MarkedBy(Hash!, IsVoid), To == RevisionTarget.Void, Rule!.Value, Reason!);
}

public enum RevisionTarget
{
    /// <summary>The question as it stands in the bank now.</summary>
    Bank,
    Void,
}

public sealed record RevisionsPage(Course Course, IReadOnlyList<RevisableQuestion> Questions, IReadOnlyList<RevisionRow> Revisions)
{
    /// <summary>Somebody was marked by another wording or key than the bank has now, and nobody has said yet what that means for them.</summary>
    public IEnumerable<RevisableQuestion> Changed => Questions.Where(q => q.HasChanged && !Revisions.Any(r => r.Revision.From == q.State && r.State != RevisionState.Declined));
}

public sealed record RevisionFormPage(Course Course, RevisionForm Form, RevisableQuestion Question);

public sealed record RevisionPreviewPage(Course Course, RevisionForm Form, RevisionPlan Plan);

/// <param name="Plan">What it would change now; null once it is decided.</param>
/// <param name="Refusal">Why the last click did nothing.</param>
public sealed record RevisionPage(Course Course, RevisionDetail Detail, RevisionPlan? Plan, Refusal? Refusal);
