using Classroom;
using Pulumi;

return await Deployment.RunAsync<ClassroomStack>();
