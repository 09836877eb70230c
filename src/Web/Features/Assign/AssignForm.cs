using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Web.Features.Assign;

/// <summary>The form, its preview and the deed carry the same fields, so what was shown is what is done.</summary>
public sealed class AssignForm
{
    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? Unit { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(60)]
    public string? Course { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public AssignmentKind? Kind { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? DueOn { get; set; }

    /// <summary>The members ticked; with none ticked, everybody of the unit.</summary>
    public List<Guid> Members { get; set; } = [];

    /// <summary>Only for a form whose required fields are filled.</summary>
    public AssignInput ToInput() => new(
        Kind!.Value, Course!, Unit!, DueOn!.Value, Members.Count == 0 ? null : [.. Members.Distinct().Select(m => new MemberId(m))]);
}

/// <param name="Members">Who can be chosen one by one: the members of a branch; nobody for a unit above.</param>
public sealed record AssignFormPage(
    AssignForm Form, IReadOnlyList<CoveredUnit> Units, CoveredUnit Unit, IReadOnlyList<Course> Courses, IReadOnlyList<BranchMember> Members);

public sealed record AssignPreviewPage(AssignForm Form, AssignPlan Plan);
